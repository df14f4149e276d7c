/** The part of package.json that follows from the rules: completion of their codes in the setting for severities. */

/** @typedef {import('./rules-bundle.mjs').Rules} Rules */

/**
 * @param {string} text package.json
 * @param {Rules} rules
 * @returns {string} package.json with one property for each rule
 */
export function manifestWithRules(text, { rules, LEVELS }) {
  const manifest = JSON.parse(text);
  const setting = manifest.contributes.configuration.properties['labelStudio.rules.severity'];
  const codes = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  setting.properties = Object.fromEntries(
    codes.map(({ code, title }) => [code, { type: 'string', enum: [...LEVELS], description: `${title}.` }]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
