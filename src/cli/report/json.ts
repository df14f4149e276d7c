import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Reporter } from './reporter';

/** One JSON document for programs, as docs/command-line.md describes it. Version 1. */
export function jsonReporter(): Reporter {
  let isFirstFile = true;
  let isFirstProblem = true;
  return {
    problems: (_, problems) => problems.map((problem) => JSON.stringify(toJson(problem))).join(',\n    '),
    begin: () => '{"version": 1,\n "files": [',
    beginFile({ name, config }) {
      const separator = isFirstFile ? '\n  ' : ',\n  ';
      isFirstFile = false;
      isFirstProblem = true;
      return `${separator}{"file": ${JSON.stringify(name)}, "config": ${JSON.stringify(config)}, "problems": [`;
    },
    chunk(text) {
      const separator = isFirstProblem ? '\n    ' : ',\n    ';
      isFirstProblem = false;
      return separator + text;
    },
    endFile: (error) => (error === undefined ? ']}' : `], "error": ${JSON.stringify(error)}}`),
    end({ files, unchecked, tasks, predictions, annotations, regions, tally, seconds }) {
      const { error: errors, warning: warnings, information, hint: hints } = tally;
      const counts = {
        files,
        unchecked,
        tasks,
        predictions,
        annotations,
        regions,
        errors,
        warnings,
        information,
        hints,
      };
      const summary = { ...counts, seconds: Math.round(seconds * 1000) / 1000 };
      return `\n ],\n "summary": ${JSON.stringify(summary)}}\n`;
    },
  };
}

function toJson({ code, severity, gates, message, pointer, start, end, startPosition, endPosition }: PlacedProblem) {
  const place = (offset: number, { line, character }: PlacedProblem['startPosition']) => ({
    line: line + 1,
    column: character + 1,
    offset,
  });
  return {
    code,
    severity,
    gates,
    message,
    pointer,
    start: place(start, startPosition),
    end: place(end, endPosition),
  };
}
