const plain =
  /^\/(?:help|prove|ask(?:\/mail)?|estimate|institutions(?:\/[^/]+(?:\/(?:policies|figures))?)?|organizations\/[^/]+|signposts|catalog(?:\/[^/]+)?)?$/;

/**
 * Whether the page at this path is sent without the framework's own script: it is read rather than worked on, and each of its links and
 * forms leads to a whole page. @source docs/decisions/0028-pages-that-are-read-carry-no-framework.md
 */
export function isPlainPage(pathname: string): boolean {
  return plain.test(pathname);
}
