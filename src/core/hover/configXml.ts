import type { ConfigControl, ConfigLabel, ConfigObject } from '../labelingConfig/model';

/** Lines of labels that are shown of one control. */
const MOST_LABELS = 12;

/** A control tag with its labels, as XML. */
export function controlXml(control: ConfigControl): string {
  const { tag, attributes, labels, paths, buckets } = control;
  const known = new Map(labels.map((label) => [label.text, label]));
  const lines: string[] = [];
  const open: { depth: number; tag: string }[] = [];
  const close = (depth: number): void => {
    while ((open.at(-1)?.depth ?? 0) >= depth) {
      const last = open.pop() as { depth: number; tag: string };
      lines.push(`${indent(last.depth)}</${last.tag}>`);
    }
  };
  for (const [index, path] of paths.slice(0, MOST_LABELS).entries()) {
    const label = known.get(path.at(-1) as string) as ConfigLabel;
    close(path.length);
    const isParent = (paths[index + 1]?.length ?? 0) > path.length;
    lines.push(`${indent(path.length)}${startTag(label.tag, label.attributes, !isParent)}`);
    if (isParent) open.push({ depth: path.length, tag: label.tag });
  }
  close(1);
  if (paths.length > MOST_LABELS) lines.push(`  <!-- ${paths.length - MOST_LABELS} more -->`);
  for (const { name, title } of buckets.slice(0, MOST_LABELS)) {
    lines.push(`  ${startTag('Bucket', title === undefined ? { name } : { name, title }, true)}`);
  }
  if (lines.length === 0) return startTag(tag, attributes, true);
  return [startTag(tag, attributes, false), ...lines, `</${tag}>`].join('\n');
}

export function objectXml({ tag, attributes }: ConfigObject): string {
  return startTag(tag, attributes, true);
}

export function labelXml({ tag, attributes }: ConfigLabel): string {
  return startTag(tag, attributes, true);
}

const indent = (depth: number): string => '  '.repeat(depth);

function startTag(tag: string, attributes: Readonly<Record<string, string>>, isEmpty: boolean): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<${tag}${written.join('')}${isEmpty ? '/' : ''}>`;
}

/** Long values are cut: a tag can hold a whole style sheet. */
function escaped(value: string): string {
  const shown = value.length > 200 ? `${value.slice(0, 199)}…` : value;
  return shown.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/\s+/g, ' ');
}
