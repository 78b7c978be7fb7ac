/** Offers a file for download under a name, without any permission. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after the click; a minute is ample and still gives the memory back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
