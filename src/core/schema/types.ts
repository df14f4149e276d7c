/** The part of JSON Schema (draft-07) that our schemas use, and what VS Code's JSON service adds for editors. */
export interface JsonSchema {
  $schema?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: readonly unknown[];
  examples?: readonly unknown[];
  properties?: { [key: string]: JsonSchema };
  additionalProperties?: JsonSchema | false;
  items?: JsonSchema;
  required?: readonly string[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  discriminator?: { propertyName: string };
  definitions?: { [name: string]: JsonSchema };
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  pattern?: string;
  markdownDescription?: string;
  enumDescriptions?: string[];
  markdownEnumDescriptions?: string[];
  defaultSnippets?: DefaultSnippet[];
  doNotSuggest?: boolean;
}

/** A proposal of VS Code's JSON service: `body` is JSON with placeholders. */
export interface DefaultSnippet {
  label: string;
  description?: string;
  markdownDescription?: string;
  body: unknown;
}

/** All strict schemas in one: `definitions` has one entry per result type, named like the type, and the shared parts. */
export interface BundledSchema {
  types: string[];
  definitions: { [name: string]: JsonSchema };
}

/** What a place in a file is, for describing it. */
export type UnitKind = 'task' | 'prediction' | 'region';
