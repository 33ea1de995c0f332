/** Breaks text into lines that fit a width, as `measure` sees it. What does not fit the last line ends in an ellipsis. */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    lines.push(...fill(paragraph, width, measure));
    if (lines.length > most) {
      break;
    }
  }
  if (lines.length <= most) {
    return lines;
  }
  const kept = lines.slice(0, most);
  kept[most - 1] = shorten(`${kept[most - 1]}…`, width, measure);
  return kept;
}

/** Cuts one line to a width, with an ellipsis where something is left out. */
export function shorten(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) {
    return text;
  }
  const letters = split(text.replace(/…$/, ""));
  while (letters.length > 0 && measure(`${letters.join("").trimEnd()}…`) > width) {
    letters.pop();
  }
  return `${letters.join("").trimEnd()}…`;
}

function fill(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(/\s+/).flatMap((whole) => pieces(whole, width, measure))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** A word wider than a line, such as an address, is cut. */
function pieces(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) {
    return [word];
  }
  const all: string[] = [];
  let piece = "";
  for (const letter of split(word)) {
    if (piece !== "" && measure(piece + letter) > width) {
      all.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...all, piece];
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function split(text: string): string[] {
  return Array.from(letters.segment(text), ({ segment }) => segment);
}
