import { withPage } from "./page.js";

/**
 * An SVG as a PDF of one page, as large as the SVG; it stays a drawing of lines and letters.
 *
 * @param size width and height of the page, in CSS pixels (1/96 inch)
 */
export async function pdfOf(svg: string, { width, height }: { width: number; height: number }): Promise<Buffer> {
  return withPage(async (drawing) => {
    const page = await drawing.browser().newPage();
    try {
      await page.setContent(`<style>@page { margin: 0 } body { margin: 0 } svg { display: block }</style>${svg}`);
      // The first page: one whose height is rounded down is followed by another with nothing on it.
      const options = { width: `${width}px`, height: `${height}px`, printBackground: true, pageRanges: "1" };
      return Buffer.from(await page.pdf(options));
    } finally {
      await page.close();
    }
  });
}
