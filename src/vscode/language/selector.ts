import type { DocumentSelector } from 'vscode';

/** Documents that can hold predictions or tasks; which of them do is asked for each. */
export const UNIT_DOCUMENTS: DocumentSelector = [
  { pattern: '**/*.{json,jsonl,ndjson}' },
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'jsonl' },
];
