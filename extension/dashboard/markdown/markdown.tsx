import { useMemo } from 'preact/hooks';
import { parseBlocks, type Block } from './parse-blocks.ts';
import { parseInline, textOf, type Inline } from './parse-inline.ts';

/** More would be felt when opening a posting; what lies beyond is said, not hidden. */
const MOST_BLOCKS = 1_500;

/** Runs of one paragraph; the rest of it is shown without emphasis and links. */
const MOST_RUNS = 2_000;

/** Characters that reorder what stands around them: harmless in a language that needs them, a disguise in a posting. */
const REORDERING = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g;

/** Markdown as elements that we build ourselves, from data: there is no way through here for markup or scripts. */
export function Markdown({ source, truncated }: { source: string; truncated: string }) {
  const blocks = useMemo(() => parseBlocks(source.replaceAll(REORDERING, '')), [source]);
  return (
    <div class="prose" dir="auto">
      {blocks.slice(0, MOST_BLOCKS).map(renderBlock)}
      {blocks.length > MOST_BLOCKS && <p class="soft">{truncated}</p>}
    </div>
  );
}

function renderBlock(block: Block, key: number) {
  switch (block.kind) {
    case 'heading':
      return <h3 key={key}>{renderText(block.text)}</h3>;
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {renderText(block.text)}
        </p>
      );
    case 'code':
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case 'rule':
      return <hr key={key} />;
    case 'quote':
      return <blockquote key={key}>{block.blocks.map(renderBlock)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{renderItem(item)}</li>);
      return block.start === null ? (
        <ul key={key}>{items}</ul>
      ) : (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
  }
}

/** An item that is one paragraph stands without the paragraph's margins. */
function renderItem(item: Block[]) {
  return item.map((block, index) => (block.kind === 'paragraph' ? renderText(block.text) : renderBlock(block, index)));
}

function renderText(text: string) {
  const runs = parseInline(text);
  const rest = textOf(runs.slice(MOST_RUNS));
  return [...runs.slice(0, MOST_RUNS).map(renderInline), rest];
}

function renderInline(run: Inline, key: number) {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'break':
      return <br key={key} />;
    case 'code':
      return <code key={key}>{run.text}</code>;
    case 'strong':
      return <strong key={key}>{run.parts.map(renderInline)}</strong>;
    case 'emphasis':
      return <em key={key}>{run.parts.map(renderInline)}</em>;
    case 'link':
      return (
        <a key={key} href={run.href} title={run.href} target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">
          {run.parts.map(renderInline)}
        </a>
      );
  }
}
