/** A name made of another one's letters: the same input gives the same output, and nothing of the word is left in it. */
function disguise(name: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return `x${(hash >>> 0).toString(36)}`;
}

/**
 * Replaces every class name, id and `data-*` value of a document by a meaningless one, equal names by equal ones: shows what rests on names that a
 * site may change with any release. Ids of scripts stay, because structured data is known by them alone on some sites.
 */
export function scramble(document: Document): void {
  for (const element of document.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      const named = name === 'class' || name.startsWith('data-') || (name === 'id' && element.localName !== 'script');
      if (!named) continue;
      const value = element.getAttribute(name) ?? '';
      element.setAttribute(name, value.split(/\s+/).filter(Boolean).map(disguise).join(' '));
    }
  }
}
