/** Whether a text is the address of a page on the web, as a link may name it. @source prisma/migrations, micro_credential_url_web */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//.test(text) || /[\s<>"]/.test(text) || !URL.canParse(text)) return false;
  // What stands before an @ looks like the place and is not: nobody needs it in the address of a page.
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
