import type { Reported } from "./reported.js";

/**
 * The page for meeting notes: every figure with its caption and its numbers, under the question and the answer of its study.
 *
 * @param extension of the images, without the dot
 */
export function figuresPage(all: readonly Reported[], extension = "png"): string {
  const intro = `# Figures

Every figure with its caption and its numbers, to be pasted into meeting notes. \`npm run figures\` draws the figures and writes
this page, from the results that lie beside them and without training.`;
  return `${[intro, ...all.map((one) => study(one, extension))].join("\n\n")}\n`;
}

function study({ study, result }: Reported, extension: string): string {
  const figures = Object.values(study.figures).map((draw) => {
    const { title, numbers } = draw(result);
    const list = numbers.map((line) => `- ${line}`).join("\n");
    return `### ${title}\n\n![${title}](${draw.file}.${extension})\n\n${draw.caption}\n\n${list}`.trimEnd();
  });
  const [number] = study.name.split("-");
  const head = `## ${number}. ${study.question}

**Verdict: ${study.agreement(result)}.** Published: ${sentence(study.published)} Ours: ${sentence(study.answer(result))}`;
  return [head, ...figures].join("\n\n");
}

/** With a full stop at its end, and one only. */
function sentence(text: string): string {
  return `${text.replace(/\.$/, "")}.`;
}
