/** Fetches a file with the session token, which a plain link would not carry, and hands it to the browser. Throws when the app does not answer with it. */
export async function download(path: string, fileName: string): Promise<void> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`download of ${path}: status ${answer.status}`);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
