/** Hands a file to the person, as a download. */
export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn; later nobody does.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
