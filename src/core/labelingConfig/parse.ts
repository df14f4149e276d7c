import { editorFaults } from './editorFaults';
import { semanticFaults } from './faults';
import type {
  ConfigBucket,
  ConfigControl,
  ConfigLabel,
  ConfigObject,
  ConfigRepeater,
  LabelingConfig,
  ParsedConfig,
} from './model';
import {
  bucketOf,
  dataKey,
  isControlTag,
  isLabelTag,
  isObjectTag,
  labelText,
  ownerOf,
  SELF_REFERENCING,
} from './tagRules';
import { visibilityOf } from './visibility';
import { readXml, type XmlTag } from './xml';

/**
 * Reads a labeling config as label-studio-sdk 2.1.2 does (`LabelInterface.parse`), with places.
 *
 * Never throws. A text that Label Studio cannot read gives no model, and one fault that says where and why.
 *
 * @param xml text of the config; all offsets are UTF-16 units in it
 */
export function parseLabelingConfig(xml: string): ParsedConfig {
  const reading = readXml(xml);
  if (!reading.root) return { config: undefined, faults: reading.faults };
  const builder = new Builder();
  builder.visit(reading.root, []);
  const config = builder.finish();
  return {
    config,
    faults: [...reading.faults, ...semanticFaults(reading.root, config), ...editorFaults(reading.root, config)].sort(
      (a, b) => a.start - b.start,
    ),
  };
}

class Builder {
  readonly #controls = new Map<string, ConfigControl>();
  readonly #objects = new Map<string, ConfigObject>();
  readonly #labels = new Map<string, Map<string, ConfigLabel>>();
  readonly #paths = new Map<string, string[][]>();
  readonly #buckets = new Map<string, ConfigBucket[]>();
  readonly #dataTypes = new Map<string, string>();
  #relationLabels: readonly string[] | undefined;

  /** One tag and all below it, in document order. The first rule that fits a tag counts. */
  visit(tag: XmlTag, repeaters: readonly ConfigRepeater[]): void {
    const name = tag.attributes.name;
    if (isControlTag(tag)) this.#controls.set(name as string, controlOf(tag, repeaters));
    else if (isObjectTag(tag)) this.#objects.set(name as string, objectOf(tag, repeaters, false));
    else if (name && SELF_REFERENCING.has(tag.tag.toLowerCase()))
      this.#objects.set(name, objectOf(tag, repeaters, false));
    else if (isLabelTag(tag)) this.#addLabel(tag);
    else this.#addBucket(tag);
    this.#addDataType(tag);
    const type = tag.tag.toLowerCase();
    if (type === 'relations') this.#relationLabels = relationLabelsOf(tag);
    const inner = type === 'repeater' ? [...repeaters, repeaterOf(tag)] : repeaters;
    for (const child of tag.children) this.visit(child, inner);
  }

  finish(): LabelingConfig {
    this.#completeSelfReferences();
    for (const [name, control] of this.#controls) {
      control.labels = [...(this.#labels.get(name)?.values() ?? [])];
      control.paths = this.#paths.get(name) ?? [];
      control.buckets = this.#buckets.get(name) ?? [];
    }
    return {
      controls: this.#controls,
      objects: this.#objects,
      dataTypes: this.#dataTypes,
      relationLabels: this.#relationLabels,
    };
  }

  /** Of several tags with one key the last one counts, but for a `Video`. */
  #addDataType(tag: XmlTag): void {
    const key = dataKey(tag);
    if (key !== undefined && this.#dataTypes.get(key) !== 'Video') this.#dataTypes.set(key, tag.tag);
  }

  #addLabel(tag: XmlTag): void {
    const text = labelText(tag);
    const owner = ownerOf(tag, this.#controls);
    if (owner === undefined || text === undefined) return;
    const labels = this.#labels.get(owner.name) ?? new Map<string, ConfigLabel>();
    if (!labels.has(text)) labels.set(text, labelOf(tag, text, tag.parent?.attributes.name === owner.name));
    this.#labels.set(owner.name, labels);
    const paths = this.#paths.get(owner.name) ?? [];
    paths.push([...owner.above, text]);
    this.#paths.set(owner.name, paths);
  }

  #addBucket(tag: XmlTag): void {
    const bucket = bucketOf(tag);
    const owner = bucket && ownerOf(tag, this.#controls);
    if (!owner) return;
    const buckets = this.#buckets.get(owner.name) ?? [];
    buckets.push(bucket);
    this.#buckets.set(owner.name, buckets);
  }

  /** A `Chat` or `ReactCode` is written as one side; Label Studio adds the other. */
  #completeSelfReferences(): void {
    for (const [name, object] of [...this.#objects]) {
      const tag = SELF_REFERENCING.get(object.tag.toLowerCase());
      if (tag === undefined || this.#controls.has(name)) continue;
      const { repeated, repeaters, nameSpan, span } = object;
      const attributes: Record<string, string> = Object.assign(Object.create(null), { name, toName: name });
      const shared = { name, attributes, repeated, repeaters, nameSpan, span };
      const none = { labels: [], paths: [], buckets: [], dynamicLabels: false };
      this.#controls.set(name, { ...shared, ...none, tag, toNames: [name], implied: true });
    }
    for (const [name, control] of this.#controls) {
      if (!SELF_REFERENCING.has(control.tag.toLowerCase()) || this.#objects.has(name)) continue;
      const { tag, attributes, repeated, repeaters, nameSpan, span } = control;
      const shared = { name, tag, attributes, repeated, repeaters, nameSpan, span };
      this.#objects.set(name, { ...shared, ...shownValue(attributes), implied: true });
    }
  }
}

function labelOf({ tag, attributes, span }: XmlTag, text: string, isDirect: boolean): ConfigLabel {
  const { value, alias } = attributes;
  return { text, value, alias, tag, attributes, isDirect, span };
}

function controlOf(tag: XmlTag, repeaters: readonly ConfigRepeater[]): ConfigControl {
  const { value = '', apiUrl, toName = '' } = tag.attributes;
  return {
    ...namedPart(tag, repeaters),
    toNames: toName.split(','),
    labels: [],
    paths: [],
    buckets: [],
    dynamicLabels: value.startsWith('$') || Boolean(apiUrl),
    visibility: visibilityOf(tag),
    implied: false,
  };
}

function objectOf(tag: XmlTag, repeaters: readonly ConfigRepeater[], implied: boolean): ConfigObject {
  return { ...namedPart(tag, repeaters), ...shownValue(tag.attributes), implied };
}

function shownValue({ value, valueList }: Readonly<Record<string, string>>): { value: string; isList: boolean } {
  return { value: valueList || value || '', isList: Boolean(valueList) };
}

function repeaterOf({ attributes: { indexFlag, on } }: XmlTag): ConfigRepeater {
  return { placeholder: indexFlag || '{{idx}}', on: on ?? '' };
}

/** As the editor reads them: the values of the tags directly below, whatever case their names are in. */
function relationLabelsOf({ children }: XmlTag): string[] {
  return children.flatMap(({ tag, attributes: { value } }) =>
    tag.toLowerCase() === 'relation' && value !== undefined ? [value] : [],
  );
}

function namedPart(tag: XmlTag, repeaters: readonly ConfigRepeater[]) {
  const name = tag.attributes.name as string;
  return {
    name,
    tag: tag.tag,
    attributes: tag.attributes,
    repeated: repeaters.some(({ placeholder }) => name.includes(placeholder)),
    repeaters,
    nameSpan: tag.attributeSpan('name') ?? tag.span,
    span: tag.span,
  };
}
