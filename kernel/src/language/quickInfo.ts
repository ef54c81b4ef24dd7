import type { JSDocTagInfo, QuickInfo, SymbolDisplayPart } from "@tslab/typescript-for-tslab";
import { printQuickInfo } from "./tslab.js";

/** What is known about a name, by MIME type: signature and documentation. */
export function describeQuickInfo(info: QuickInfo): Record<string, string> {
  return { "text/plain": printQuickInfo(info), "text/markdown": toMarkdown(info) };
}

function toMarkdown({ displayParts, documentation, tags = [] }: QuickInfo): string {
  const signature = `\`\`\`typescript\n${join(displayParts)}\n\`\`\``;
  return [signature, join(documentation), ...tags.map(describeTag)].filter((part) => part !== "").join("\n\n");
}

function describeTag({ name, text }: JSDocTagInfo): string {
  const said = join(text);
  return name === "example" ? `*@example*\n\`\`\`typescript\n${said}\n\`\`\`` : `*@${name}* ${said}`;
}

function join(parts: SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join("");
}
