import type { Outcome, Stage } from '../../../contract/index.ts';
import type { Path } from './paths.ts';

/** A stage, how it ended, `open` for what goes on, `ended` for what was closed without saying how. */
export type FlowNode = Exclude<Stage, 'closed'> | Outcome | 'open' | 'ended';

export interface Flow {
  from: FlowNode;
  to: FlowNode;
  count: number;
}

/** From where to where applications went: each path counts once between two of its steps, and flows into an end. Never in a circle. */
export function computeFlows(paths: readonly Path[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const { steps, outcome } of paths) {
    const isClosed = steps.at(-1)?.stage === 'closed';
    const stages = steps.flatMap(({ stage }) => (stage === 'closed' ? [] : [stage]));
    const end: FlowNode = isClosed ? (outcome ?? 'ended') : 'open';
    // What came in closed (an import) was saved at some time.
    const nodes: FlowNode[] = [...(stages.length === 0 ? (['saved'] as const) : stages), end];
    for (const [index, to] of nodes.entries()) {
      const from = nodes[index - 1];
      if (from === undefined) continue;
      const flow = flows.get(`${from} ${to}`) ?? { from, to, count: 0 };
      flow.count += 1;
      flows.set(`${from} ${to}`, flow);
    }
  }
  return [...flows.values()];
}
