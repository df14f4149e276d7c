import type { LabelingConfig } from '../labelingConfig/model';
import { parseLabelingConfig } from '../labelingConfig/parse';
import {
  isControlTag,
  isLabelTag,
  isObjectTag,
  labelText,
  ownerOf,
  SELF_REFERENCING,
} from '../labelingConfig/tagRules';
import { readXml, type XmlTag } from '../labelingConfig/xml';
import type { Span } from '../text/locate';
import { collectReferences } from './configReferences';
import { type ConfigSymbol, keyOf } from './symbol';

/** A place in a labeling config where something is declared or referred to. Offsets are UTF-16 units. */
export interface ConfigMention extends Span {
  /** What it stands for; several where the config leaves it open. */
  symbols: readonly ConfigSymbol[];
  /** Whether the symbol is declared here. */
  isDeclaration: boolean;
  /** It is one of a list between commas. */
  isListed: boolean;
  /** A choice that goes by an alias stands here by its value: what is written is not what results carry. */
  byValue: boolean;
  /** The start tag around it. */
  tag: Span;
  /** What the attribute is quoted with. */
  quote: string;
}

/** A label, choice or bucket of a control. */
export interface LabelEntry {
  path: readonly string[];
  symbol: ConfigSymbol;
  /** What people see where results carry an alias. */
  value: string | undefined;
}

/** The labels of one control. */
export class LabelTree {
  readonly entries: LabelEntry[] = [];
  readonly #byPath = new Map<string, LabelEntry>();
  readonly #byText = new Map<string, ConfigSymbol[]>();

  constructor(private readonly control: string) {}

  /** Adds a label; one that stands at a path already is the same symbol. */
  add(path: readonly string[], value: string | undefined): ConfigSymbol {
    const key = JSON.stringify(path);
    const known = this.#byPath.get(key);
    if (known) return known.symbol;
    const symbol: ConfigSymbol = { kind: 'label', control: this.control, path };
    const entry = { path, symbol, value };
    this.entries.push(entry);
    this.#byPath.set(key, entry);
    const text = path.at(-1) as string;
    this.#byText.set(text, [...(this.#byText.get(text) ?? []), symbol]);
    return symbol;
  }

  at(path: readonly string[]): ConfigSymbol | undefined {
    return this.#byPath.get(JSON.stringify(path))?.symbol;
  }

  /** Labels of this text, wherever they stand in the tree. */
  of(text: string): readonly ConfigSymbol[] {
    return this.#byText.get(text) ?? NONE;
  }

  /** Labels that people see under this text while results carry an alias. */
  byValue(text: string): readonly ConfigSymbol[] {
    return this.entries.filter(({ value }) => value === text).map(({ symbol }) => symbol);
  }
}

const NONE: readonly ConfigSymbol[] = [];

/** Everything that is declared in a labeling config, and where it is written there. */
export class ConfigIndex {
  /** In the order of the text. */
  readonly mentions: readonly ConfigMention[];
  /** Every value of an attribute `name`, and how often it stands there. */
  readonly names: ReadonlyMap<string, number>;
  readonly #labels: ReadonlyMap<string, LabelTree>;
  readonly #bySymbol = new Map<string, ConfigMention[]>();

  private constructor(
    readonly xml: string,
    readonly config: LabelingConfig,
    root: XmlTag,
  ) {
    const collector = new Collector(config, xml);
    collector.visit(root);
    collectReferences(root, collector);
    this.names = collector.names;
    this.#labels = collector.labels;
    this.mentions = collector.mentions.sort((a, b) => a.start - b.start || a.end - b.end);
    for (const mention of this.mentions) {
      for (const symbol of mention.symbols) {
        const key = keyOf(symbol);
        this.#bySymbol.set(key, [...(this.#bySymbol.get(key) ?? []), mention]);
      }
    }
  }

  /** Reads a config; undefined when Label Studio could not read it. */
  static read(xml: string): ConfigIndex | undefined {
    const { config } = parseLabelingConfig(xml);
    const { root } = readXml(xml);
    return config && root ? new ConfigIndex(xml, config, root) : undefined;
  }

  /** What is written at an offset. */
  at(offset: number): ConfigMention | undefined {
    return this.mentions.find(({ start, end }) => start <= offset && offset <= end);
  }

  /** All places where a symbol is declared or referred to. */
  mentionsOf(symbol: ConfigSymbol): readonly ConfigMention[] {
    return this.#bySymbol.get(keyOf(symbol)) ?? [];
  }

  declarationsOf(symbol: ConfigSymbol): ConfigMention[] {
    return this.mentionsOf(symbol).filter(({ isDeclaration }) => isDeclaration);
  }

  labelsOf(control: string): LabelTree | undefined {
    return this.#labels.get(control);
  }
}

/** Goes through a config as its model is made, and keeps places. */
export class Collector {
  readonly mentions: ConfigMention[] = [];
  readonly names = new Map<string, number>();
  readonly labels = new Map<string, LabelTree>();
  /** Names of the controls so far: only those can have labels. */
  readonly #controls = new Set<string>();

  constructor(
    readonly config: LabelingConfig,
    readonly xml: string,
  ) {}

  visit(tag: XmlTag): void {
    this.#declare(tag);
    for (const child of tag.children) this.visit(child);
  }

  /**
   * Adds a place.
   *
   * @param attribute value of the attribute that it is in, without its quotes
   * @param part of the attribute, where it holds more
   */
  add(tag: XmlTag, attribute: Span | undefined, symbols: readonly ConfigSymbol[], part?: Span, byValue = false): void {
    if (!attribute || symbols.length === 0) return;
    const { start, end } = part ?? attribute;
    const quote = this.xml.charAt(attribute.start - 1);
    this.mentions.push({
      start,
      end,
      symbols,
      isDeclaration: !part,
      isListed: part !== undefined,
      byValue,
      tag: tag.span,
      quote,
    });
  }

  #declare(tag: XmlTag): void {
    const { name } = tag.attributes;
    if (name) this.names.set(name, (this.names.get(name) ?? 0) + 1);
    const isControl = isControlTag(tag);
    if (isControl) this.#controls.add(name as string);
    if (isControl || isObjectTag(tag) || (name && SELF_REFERENCING.has(tag.tag.toLowerCase()))) {
      this.add(tag, tag.attributeSpan('name'), [{ kind: 'name', name: name as string }]);
    } else if (isRelation(tag)) {
      const { value } = tag.attributes;
      if (value) this.add(tag, tag.attributeSpan('value'), [{ kind: 'relation', label: value }]);
    } else if (isLabelTag(tag)) this.#addLabel(tag, labelText(tag), tag.attributes.alias ? 'alias' : 'value');
    else if (tag.tag.toLowerCase() === 'bucket') this.#addLabel(tag, name, 'name');
  }

  #addLabel(tag: XmlTag, text: string | undefined, attribute: string): void {
    const owner = text ? ownerOf(tag, this.#controls) : undefined;
    if (!owner || !text) return;
    const tree = this.labels.get(owner.name) ?? new LabelTree(owner.name);
    this.labels.set(owner.name, tree);
    const symbol = tree.add([...owner.above, text], tag.attributes.value);
    this.add(tag, tag.attributeSpan(attribute), [symbol]);
  }
}

function isRelation({ tag, parent }: XmlTag): boolean {
  return tag.toLowerCase() === 'relation' && parent?.tag.toLowerCase() === 'relations';
}
