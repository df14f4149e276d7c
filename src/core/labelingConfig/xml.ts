/**
 * Reads XML as lxml does, which is what Label Studio reads a labeling config with, and keeps offsets. The parser is as
 * strict; what lxml adds (namespaces, the limit of depth) and what its callers refuse (a declared encoding) stands here.
 */
import { parseXml, type XmlElement, XmlError, XmlNode } from '@rgrove/parse-xml';
import type { Span } from '../text/locate';
import type { ConfigFault } from './model';
import { startTagOf, type WrittenAttribute } from './startTag';
import { declaredEncoding, type LineEnds, normalizeLineEnds, syntaxFault } from './syntax';

/** One element. Offsets are UTF-16 units in the text that was read. */
export interface XmlTag {
  /** Name as lxml gives it, `{uri}local` for one in a namespace. */
  readonly tag: string;
  /** Attributes as lxml gives them, without `xmlns`. No prototype, so any name is safe. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The start tag, from `<` to `>`. */
  readonly span: Span;
  /** Where an attribute's value stands, without its quotes; undefined when there is no such attribute. */
  attributeSpan(name: string): Span | undefined;
  readonly parent: XmlTag | undefined;
  readonly children: XmlTag[];
}

/** A text that could be read, or the reason why it could not. */
export type XmlReading =
  | { root: XmlTag; faults: readonly ConfigFault[] }
  | { root: undefined; faults: readonly [ConfigFault] };

/** libxml2 gives up below this many elements inside of each other. */
const MAX_DEPTH = 256;

/** Reads a text. Never throws: what cannot be read is one fault that says where and why. */
export function readXml(xml: string): XmlReading {
  const lineEnds = normalizeLineEnds(xml);
  try {
    const encoding = declaredEncoding(xml);
    if (encoding) throw new Refusal(encoding);
    const document = parseXml(lineEnds.text, {
      includeOffsets: true,
      preserveDocumentType: true,
    });
    const reader = new Reader(lineEnds);
    for (const node of document.children) {
      if (node.type === XmlNode.TYPE_DOCUMENT_TYPE) reader.refuseDocumentType(node);
      if (node.type === XmlNode.TYPE_PROCESSING_INSTRUCTION) reader.checkInstruction(node, true);
    }
    if (!document.root) throw new RangeError();
    const root = reader.element(document.root, undefined, new Map(), 1);
    return { root, faults: reader.faults };
  } catch (error) {
    return { root: undefined, faults: [faultOf(error, lineEnds)] };
  }
}

/** Thrown to give a text up with a fault that is already worded. */
class Refusal extends Error {
  constructor(readonly fault: ConfigFault) {
    super(fault.message);
  }
}

function faultOf(error: unknown, lineEnds: LineEnds): ConfigFault {
  if (error instanceof Refusal) return error.fault;
  if (error instanceof XmlError) return syntaxFault(error, lineEnds);
  // The parser calls itself for every level, so that a very deep text ends its stack.
  if (error instanceof RangeError) return tooDeep({ start: 0, end: Math.min(1, lineEnds.text.length) });
  throw error;
}

function tooDeep(span: Span): ConfigFault {
  return {
    ...span,
    code: 'config-too-deep',
    severity: 'error',
    message: `More than ${MAX_DEPTH} tags stand inside of each other, which Label Studio does not read. Nest fewer.`,
  };
}

/** The attribute `name` of a processing instruction, found as lxml finds it. */
function nameInInstruction(text: string): string | undefined {
  let name: string | undefined;
  for (const [, key, single, double] of text.matchAll(/\s+(\w+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g)) {
    if (key === 'name') name = single ?? double;
  }
  return name;
}

/** Prefixes in force, and their namespaces; the empty prefix is the default namespace. */
type Namespaces = ReadonlyMap<string, string>;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

class Reader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly lineEnds: LineEnds) {}

  refuseDocumentType(node: XmlNode): void {
    this.faults.push({
      ...this.lineEnds.toOriginal({ start: node.start, end: node.end }),
      code: 'config-doctype',
      severity: 'error',
      message: 'Label Studio refuses a config with a document type declaration. Remove <!DOCTYPE …>.',
    });
  }

  element(node: XmlElement, parent: XmlTag | undefined, outer: Namespaces, depth: number): XmlTag {
    const written = startTagOf(this.lineEnds.text, node.start);
    const span = this.lineEnds.toOriginal({ start: node.start, end: written.end });
    if (depth > MAX_DEPTH) throw new Refusal(tooDeep(span));
    const namespaces = this.#declared(node, written.attributes, outer);
    const attributes: Record<string, string> = Object.create(null);
    const places = new Map<string, WrittenAttribute>();
    for (const place of written.attributes) {
      if (place.name === 'xmlns' || place.name.startsWith('xmlns:')) continue;
      const name = this.#qualified(place.name, place, namespaces, '');
      if (name in attributes) throw this.#namespaceRefusal(place, `The attribute ${place.name} stands here twice.`);
      attributes[name] = node.attributes[place.name] ?? '';
      places.set(name, place);
    }
    const tagPlace = { start: node.start + 1, end: node.start + 1 + node.name.length };
    const tag: XmlTag = {
      tag: this.#qualified(node.name, tagPlace, namespaces, namespaces.get('') ?? ''),
      attributes,
      span,
      parent,
      children: [],
      attributeSpan: (name) => {
        const place = places.get(name);
        return place && this.lineEnds.toOriginal({ start: place.valueStart, end: place.valueEnd });
      },
    };
    for (const child of node.children) this.#child(child, tag, namespaces, depth);
    return tag;
  }

  #child(child: XmlNode, tag: XmlTag, namespaces: Namespaces, depth: number): void {
    if (child.type === XmlNode.TYPE_ELEMENT) {
      tag.children.push(this.element(child as XmlElement, tag, namespaces, depth + 1));
      return;
    }
    if (child.type === XmlNode.TYPE_PROCESSING_INSTRUCTION) this.checkInstruction(child, false);
  }

  /** lxml gives the words of an instruction as attributes, and Label Studio breaks on one with a name inside of the root. */
  checkInstruction(node: XmlNode, isOutside: boolean): void {
    const text = this.lineEnds.text.slice(node.start, node.end);
    const hasColon = /^<\?[^\s?]*:/.test(text);
    if (!hasColon && (isOutside || !nameInInstruction(text))) return;
    throw new Refusal({
      ...this.lineEnds.toOriginal({ start: node.start, end: node.end }),
      code: 'config-not-well-formed',
      severity: 'error',
      message: 'Label Studio cannot read this processing instruction. Remove <? … ?>.',
    });
  }

  #declared(node: XmlElement, attributes: readonly WrittenAttribute[], outer: Namespaces): Namespaces {
    const declarations = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
    if (declarations.length === 0) return outer;
    const inner = new Map(outer);
    for (const place of declarations) {
      const prefix = place.name.slice('xmlns:'.length);
      const uri = node.attributes[place.name] ?? '';
      const isWrong =
        place.name !== 'xmlns' && (uri === '' || prefix === '' || prefix === 'xml' || prefix.includes(':'));
      if (isWrong) throw this.#namespaceRefusal(place, `${place.name}="${uri}" is no namespace.`);
      inner.set(prefix, uri);
    }
    return inner;
  }

  /** A name with its prefix resolved, as lxml gives it. */
  #qualified(name: string, place: Span, namespaces: Namespaces, defaultNamespace: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return defaultNamespace === '' ? name : `{${defaultNamespace}}${name}`;
    const prefix = name.slice(0, colon);
    const local = name.slice(colon + 1);
    const uri = prefix === 'xml' ? XML_NAMESPACE : namespaces.get(prefix);
    if (uri === undefined || prefix === '' || local === '' || local.includes(':')) {
      throw this.#namespaceRefusal(
        place,
        `${name} has a colon in it, and ${prefix || 'nothing'} is no namespace here.`,
      );
    }
    return `{${uri}}${local}`;
  }

  #namespaceRefusal({ start, end }: Span, what: string): Refusal {
    return new Refusal({
      ...this.lineEnds.toOriginal({ start, end }),
      code: 'config-not-well-formed',
      severity: 'error',
      message: `${what} Label Studio cannot read the config like this. Write the name without the colon.`,
    });
  }
}
