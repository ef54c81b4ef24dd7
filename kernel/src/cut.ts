/** How many UTF-16 units around a cut are looked at; no character that is written is longer. */
const AROUND = 100;
const characters = new Intl.Segmenter();

/** The beginning of `text`, at most `most` UTF-16 units of it, that ends where a character does. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = Math.max(0, most - AROUND);
  const character = characters.segment(text.slice(start, most + AROUND)).containing(most - start);
  return text.slice(0, start + (character?.index ?? 0));
}

/** `text`, cut where it is longer than `most` UTF-16 units, with a notice of what is missing. */
export function shorten(text: string, most: number): string {
  const kept = cut(text, most);
  return kept.length === text.length ? text : `${kept}\n… ${text.length - kept.length} more characters`;
}
