import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { JSON_NAME_PATTERNS } from '../../src/core/files/fileKind';
import { GATE_CHOICES, LEVELS } from '../../src/core/validation/reporting';
import { rules } from '../../src/core/validation/rules';
import {
  commands,
  contextKeys,
  DOCUMENT_SCHEMA_URI,
  SCHEME,
  SETTINGS_SECTION,
  semanticTokens,
  settings,
} from '../../src/vscode/ids';

interface Manifest {
  [key: string]: unknown;
  version: string;
  main: string;
  browser: string;
  icon: string;
  engines: { vscode: string };
  activationEvents: string[];
  devDependencies: Record<string, string>;
  scripts: Record<string, string>;
  capabilities: { untrustedWorkspaces: { supported: string; description: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    menus: Record<'commandPalette' | 'explorer/context', { command: string; when: string }[]>;
    configuration: { properties: Record<string, Setting> };
    jsonValidation: { fileMatch: string[]; url: string }[];
    semanticTokenTypes: { id: string; superType: string; description: string }[];
    semanticTokenModifiers: { id: string; description: string }[];
    semanticTokenScopes: { scopes: Record<string, string[]> }[];
    languages: { id: string; configuration?: string; icon?: { light: string; dark: string } }[];
    grammars: { path: string; language?: string; scopeName: string }[];
  };
}

interface Setting {
  default: unknown;
  scope: string;
  order: number;
  markdownDescription: string;
  enum?: string[];
  enumDescriptions?: string[];
  properties?: Record<string, unknown>;
  additionalProperties?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command);

describe('commands', () => {
  test('those of the code are those of the manifest', () => {
    assert.deepEqual([...contributed].sort(), Object.values(commands).sort());
  });
  test('each has our category, a title and a place in the palette', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Label Studio', command);
      assert.match(title, /^[A-Z].*[^.]$/, command);
    }
    assert.deepEqual(contributes.menus.commandPalette.map(({ command }) => command).sort(), [...contributed].sort());
  });
  test('a file in the explorer can be checked whatever its size, and results can be cleared once there are some', () => {
    const [inExplorer] = contributes.menus['explorer/context'];
    assert.equal(inExplorer?.command, commands.checkFile);
    assert.match(inExplorer?.when ?? '', /resourceExtname =~ .*json\|jsonl\|ndjson/);
    const clear = contributes.menus.commandPalette.find(({ command }) => command === commands.clearResults);
    assert.equal(clear?.when, contextKeys.hasCheckResults);
  });
  test('uploading needs a trusted workspace', () => {
    const upload = contributes.commands.find(({ command }) => command === commands.uploadPredictions);
    assert.equal(upload?.enablement, 'isWorkspaceTrusted');
  });
});

describe('settings', () => {
  const properties = contributes.configuration.properties;
  test('those of the code are those of the manifest', () => {
    const ids = Object.values(settings).map((name) => `${SETTINGS_SECTION}.${name}`);
    assert.deepEqual(Object.keys(properties).sort(), ids.sort());
  });
  test('each has a default, a scope and a description', () => {
    for (const [id, property] of Object.entries(properties)) {
      assert.ok('default' in property, id);
      assert.ok(['resource', 'window', 'machine', 'application'].includes(property.scope), id);
      assert.match(property.markdownDescription, /\.$/, id);
    }
  });
  test('the setting for severities knows every rule, and each level', () => {
    const codes = rules.map(({ code }) => code).sort();
    const { properties: byCode = {}, additionalProperties } = properties['labelStudio.rules.severity'] ?? {};
    assert.deepEqual(Object.keys(byCode), codes, 'package.json is out of date: npm run generate');
    assert.equal(additionalProperties, false);
    for (const { code, title } of rules) {
      assert.deepEqual(byCode[code], { type: 'string', enum: [...LEVELS], description: `${title}.` }, code);
    }
  });
  test('the setting for gates has the choices of the code', () => {
    const { enum: choices, enumDescriptions } = properties['labelStudio.gate'] ?? {};
    assert.deepEqual(choices, [...GATE_CHOICES]);
    assert.equal(enumDescriptions?.length, GATE_CHOICES.length);
  });
  test('each place in the list of settings is taken once', () => {
    const orders = Object.values(properties).map(({ order }) => order);
    assert.equal(new Set(orders).size, orders.length);
  });
  test('none can hold a token', () => {
    assert.deepEqual(
      Object.keys(properties).filter((id) => /token|secret|password|key/i.test(id)),
      [],
    );
  });
  test('where a token is sent is not taken from an untrusted workspace', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual([...untrustedWorkspaces.restrictedConfigurations].sort(), [
      'labelStudio.project',
      'labelStudio.serverUrl',
    ]);
    for (const id of untrustedWorkspaces.restrictedConfigurations) assert.ok(id in properties, id);
  });
});

describe('semantic tokens', () => {
  const { semanticTokenTypes: types, semanticTokenModifiers: modifiers, semanticTokenScopes: scopes } = contributes;
  const { name, label, unknown } = semanticTokens;
  test('those of the code are those of the manifest', () => {
    assert.deepEqual(
      types.map(({ id }) => id),
      [name, label],
    );
    assert.deepEqual(
      modifiers.map(({ id }) => id),
      [unknown],
    );
  });
  test('each has a colour in themes that do not know it, unknown ones another', () => {
    for (const { superType } of types) assert.ok(['variable', 'enumMember'].includes(superType), superType);
    const byToken = Object.assign({}, ...scopes.map((one) => one.scopes)) as Record<string, string[]>;
    for (const id of [name, label]) {
      assert.ok(byToken[id]?.length, id);
      assert.notDeepEqual(byToken[`${id}.${unknown}`], byToken[id]);
    }
  });
});

describe('files', () => {
  test('the names that VS Code gives our schema to are those of the code', () => {
    assert.deepEqual(contributes.jsonValidation, [{ fileMatch: [...JSON_NAME_PATTERNS], url: DOCUMENT_SCHEMA_URI }]);
  });
  test('the extension sleeps until one of its files is opened, or the workspace has a labeling config', () => {
    assert.deepEqual(manifest.activationEvents, [
      `onFileSystem:${SCHEME}`,
      'onLanguage:jsonl',
      'workspaceContains:**/*.label-config.xml',
      'workspaceContains:**/label_config.xml',
      'workspaceContains:**/labeling_config.xml',
    ]);
  });
  test('every file that the manifest names is there', () => {
    const named = [manifest.icon, ...contributes.grammars.map(({ path }) => path)];
    for (const { configuration, icon } of contributes.languages) {
      if (configuration) named.push(configuration);
      if (icon) named.push(icon.light, icon.dark);
    }
    for (const path of named) assert.ok(existsSync(path), path);
    assert.ok(existsSync(manifest.main) && existsSync(manifest.browser), 'built entries');
  });
});

describe('the house', () => {
  test('the types of VS Code are of the version that the extension promises to run on', () => {
    const promised = manifest.engines.vscode.replace('^', '').split('.').slice(0, 2);
    assert.deepEqual(manifest.devDependencies['@types/vscode']?.split('.').slice(0, 2), promised);
  });
  test('every dependency is pinned and explained', () => {
    const explained = readFileSync('docs/dependencies.md', 'utf8');
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.ok(explained.includes(`\`${name}\``), `${name} is not in docs/dependencies.md`);
    }
    assert.equal(manifest.dependencies, undefined);
  });
  test('the lock file carries no addresses', () => {
    assert.doesNotMatch(readFileSync('package-lock.json', 'utf8'), /"resolved": "http/);
  });
  test('the lock file has the parts for every system, or npm ci refuses it', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    for (const [name, { optionalDependencies = {} }] of Object.entries(packages)) {
      for (const part of Object.keys(optionalDependencies)) {
        assert.ok(
          Object.keys(packages).some((path) => path.endsWith(`node_modules/${part}`)),
          `${part}, wanted by ${name}`,
        );
      }
    }
  });
  test('every script that a page names exists', () => {
    for (const page of ['README.md', 'docs/architecture.md', 'docs/dependencies.md', 'test/README.md']) {
      for (const [, script] of readFileSync(page, 'utf8').matchAll(/npm run ([\w:-]+)/g)) {
        assert.ok(script !== undefined && script in manifest.scripts, `${page}: npm run ${script}`);
      }
    }
  });
  test('the changelog knows this version or what is to come', () => {
    assert.match(readFileSync('CHANGELOG.md', 'utf8'), new RegExp(`## \\[(Unreleased|${manifest.version})\\]`));
  });
});
