/** The strict schema against what the editor of Label Studio 1.23.2 and the validator of its SDK did with 289 predictions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { validatePrediction } from '../../../src/generated/validators';
import { beyondOneShape, objectedAllTheSame } from './editor-disagreements';
import { type EditorCase, editorCases } from './fixtures';

const bothTakeIt = (one: EditorCase): boolean => one.outcome === 'ok' && one.sdk;

describe('the strict schema and the real gates', () => {
  test('what both take and keep as sent passes', () => {
    const objected = editorCases.filter((one) => bothTakeIt(one) && !validatePrediction(one.prediction));
    assert.deepEqual(objected.map((one) => one.id).sort(), Object.keys(objectedAllTheSame).sort());
    assert.equal(editorCases.filter(bothTakeIt).length, 107);
  });

  test('what one of them rejects, loses or alters is found, unless one prediction alone does not show it', () => {
    const passed = editorCases.filter((one) => !bothTakeIt(one) && validatePrediction(one.prediction));
    assert.deepEqual(passed.map((one) => one.id).sort(), [...beyondOneShape.keys()].sort());
    const found = editorCases.filter((one) => !bothTakeIt(one) && !validatePrediction(one.prediction));
    assert.ok(found.length > 80, `${found.length}`);
  });
});
