import {
  type CancellationToken,
  CancellationTokenSource,
  Location,
  type LocationLink,
  type Position,
  type Range,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { idRefusal, refusal, whyNot } from '../../core/navigation/rename';
import { type ConfigSymbol, type RegionSymbol, wordOf } from '../../core/navigation/symbol';
import { hasId, idsIn, regionsOfId } from '../../core/navigation/unitMentions';
import { toRange } from '../diagnostics/toDiagnostic';
import { Pace } from '../workspaceCheck/pace';
import { ConfigDocuments, type ReadConfig } from './configDocuments';
import type { NavigationDeps } from './deps';
import { type FileUses, usesInFile } from './fileUses';
import { governedFiles } from './governed';
import { OpenUses } from './openUses';
import { renameEverywhere, renameIds } from './renameEdit';
import { spotIn, type UnitSpot } from './spots';

const NEVER: CancellationToken = new CancellationTokenSource().token;

const BY_VALUE =
  'This condition names the choice by its value, and predictions carry its alias. Rename the alias at the Choice tag, or change the value there and here.';

/** Something at a position of a document. */
interface Found {
  /** The text, without quotes. */
  range: Range;
  /** What it stands for in the labeling config. */
  symbols: readonly ConfigSymbol[];
  /** What it stands for in the prediction around it. */
  id?: { symbol: RegionSymbol; spot: UnitSpot };
  config: ReadConfig | undefined;
  /** What stands there is not the text that is renamed, and why. */
  otherText?: string;
}

/** Nothing stands there that could be gone to, and why. */
interface Nothing {
  because: string;
}

/** Answers where names, labels and ids are declared and used, and gives them other names. */
export class Navigator {
  readonly #configs: ConfigDocuments;
  readonly #pace = new Pace();
  readonly #open = new OpenUses();

  constructor(private readonly deps: NavigationDeps) {
    this.#configs = new ConfigDocuments(deps.configs);
  }

  async definition(document: TextDocument, position: Position): Promise<LocationLink[]> {
    const found = await this.#at(document, position);
    if ('because' in found) return [];
    const { range: originSelectionRange, symbols, id, config } = found;
    if (id) {
      const { symbol, spot } = id;
      return regionsOfId(spot.unit.reader, spot.mention.owner, symbol).map(({ region, id: own }) => ({
        originSelectionRange,
        targetUri: document.uri,
        targetRange: rangeIn(document, spot, region.start, region.end),
        targetSelectionRange: rangeIn(document, spot, own.start, own.end),
      }));
    }
    if (!config) return [];
    return symbols.flatMap((symbol) =>
      config.index.declarationsOf(symbol).map(({ start, end, tag }) => ({
        originSelectionRange,
        targetUri: config.document.uri,
        targetRange: toRange(config.document, tag.start, tag.end),
        targetSelectionRange: toRange(config.document, start, end),
      })),
    );
  }

  async references(
    document: TextDocument,
    position: Position,
    withDeclaration: boolean,
    token: CancellationToken,
  ): Promise<Location[]> {
    const found = await this.#at(document, position);
    if ('because' in found) return [];
    if (found.id) {
      const { symbol, spot } = found.id;
      return idsIn(spot.unit.reader, spot.mention.owner, symbol)
        .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
        .map(({ start, end }) => new Location(document.uri, rangeIn(document, spot, start, end)));
    }
    const { config, symbols } = found;
    if (!config) return [];
    const locations: Location[] = [];
    for (const symbol of symbols) {
      for (const { start, end, isDeclaration } of config.index.mentionsOf(symbol)) {
        if (isDeclaration && !withDeclaration) continue;
        locations.push(new Location(config.document.uri, toRange(config.document, start, end)));
      }
      const files = await this.#uses(config, symbol, token);
      for (const { uri, uses, unchanged } of files) {
        // VS Code cannot show places in what it does not hand out.
        if (unchanged) this.deps.log.warn(`${uri.toString()} is left out of the references: ${unchanged}.`);
        else for (const { range } of uses) locations.push(new Location(uri, range));
      }
    }
    return locations;
  }

  async prepareRename(document: TextDocument, position: Position): Promise<{ range: Range; placeholder: string }> {
    const { range, symbols, id, config } = await this.#renamable(document, position);
    const symbol = id?.symbol ?? symbols[0];
    if (config && !id && symbols[0]) this.#lookAhead(document, config, symbols[0]);
    return { range, placeholder: symbol ? wordOf(symbol) : '' };
  }

  async rename(
    document: TextDocument,
    position: Position,
    newName: string,
    token: CancellationToken,
  ): Promise<WorkspaceEdit> {
    const { symbols, id, config } = await this.#renamable(document, position);
    if (id) {
      const { unit, mention } = id.spot;
      const reason = idRefusal(newName, (other) => hasId(unit.reader, mention.owner, other));
      if (reason && newName !== id.symbol.id) throw new Error(reason);
      return renameIds(document, id.spot, id.symbol, newName);
    }
    const [symbol] = symbols;
    if (!config || !symbol) throw new Error('Nothing that can be renamed stands here.');
    const reason = newName === wordOf(symbol) ? undefined : refusal(config.index, symbol, newName);
    if (reason) throw new Error(reason);
    return renameEverywhere(config, symbol, newName, await this.#uses(config, symbol, token));
  }

  /** Begins to look for what is renamed, while somebody types the new name. */
  #lookAhead(document: TextDocument, { index }: ReadConfig, symbol: ConfigSymbol): void {
    const live = this.deps.publisher.liveOf(document);
    if (!live) return;
    const isLive = (): boolean => this.deps.publisher.liveOf(document) === live && !document.isClosed;
    const search = { index, symbol, pace: this.#pace, token: NEVER, open: this.#open };
    this.#open.find(live, isLive, search).catch((error: unknown) => {
      this.deps.log.warn(`What is to be renamed was not looked for ahead: ${String(error)}`);
    });
  }

  /** @throws an Error that says why what stands there cannot be renamed */
  async #renamable(document: TextDocument, position: Position): Promise<Found> {
    const found = await this.#at(document, position);
    if ('because' in found) throw new Error(found.because);
    if (found.id) return found;
    if (found.otherText) throw new Error(found.otherText);
    const reason = found.config && whyNot(found.config.index, found.symbols);
    if (reason) throw new Error(reason);
    return found;
  }

  async #uses({ document, index }: ReadConfig, symbol: ConfigSymbol, token: CancellationToken): Promise<FileUses[]> {
    const files = await governedFiles(document.uri, this.deps, token);
    const found: FileUses[] = [];
    for (const file of files) {
      found.push(await usesInFile(file, this.deps, { index, symbol, pace: this.#pace, token, open: this.#open }));
    }
    return found;
  }

  async #at(document: TextDocument, position: Position): Promise<Found | Nothing> {
    const kind = this.deps.documents.find(document);
    if (kind) return this.#inUnit(document, position, kind.form);
    if (this.#configs.isConfig(document)) return this.#inConfig(document, position);
    return { because: 'This file is checked neither as Label Studio predictions nor as a labeling config.' };
  }

  async #inConfig(document: TextDocument, position: Position): Promise<Found | Nothing> {
    const config = await this.#configs.read(document.uri);
    if ('because' in config) return config;
    const mention = config.index.at(document.offsetAt(position));
    if (!mention) return { because: 'Names and labels can be renamed here: put the cursor into one.' };
    const { start, end, symbols, byValue } = mention;
    const found = { range: toRange(document, start, end), symbols, config };
    return byValue ? { ...found, otherText: BY_VALUE } : found;
  }

  async #inUnit(document: TextDocument, position: Position, form: 'json' | 'jsonl'): Promise<Found | Nothing> {
    const config = await this.#configs.of(document.uri);
    const known = 'because' in config ? undefined : config;
    const spot = await spotIn(document, position, form, this.deps.publisher, known?.index);
    if (!spot) {
      if ('because' in config) return config;
      return { because: 'No name, label or region id that is declared somewhere stands here.' };
    }
    const { start, end, symbols } = spot.mention;
    const range = rangeIn(document, spot, start + 1, end - 1);
    const [first] = symbols;
    if (first?.kind === 'region') return { range, symbols: [], id: { symbol: first, spot }, config: known };
    return { range, symbols: symbols.filter((one): one is ConfigSymbol => one.kind !== 'region'), config: known };
  }
}

function rangeIn(document: TextDocument, { unit }: UnitSpot, start: number, end: number): Range {
  return toRange(document, unit.start + start, unit.start + end);
}
