import { SPEAKS_FOR } from '../core/versions';

/** Set by the build from package.json. */
declare const CLI_VERSION: string;

export const VERSION = CLI_VERSION;

export const VERSION_TEXT = `label-studio-predictions ${VERSION}
speaks for label-studio-sdk ${SPEAKS_FOR.sdk} and Label Studio ${SPEAKS_FOR.labelStudio}
`;

export const HELP = `Usage: label-studio-predictions check [paths] [options]
       label-studio-predictions fix [paths] [--dry-run] [options]
       label-studio-predictions schema [--config FILE] [--out FILE] [--root ROOT] [--lax] [--for AUDIENCE]

check says what Label Studio's validator rejects in prediction and task files, and what its editor loses, alters or
breaks on. fix mends in the files what has one possible meaning, and loses nothing: ids that are no text, values that
belong into a list, and the like (docs/rules.md calls such fixes safe). schema writes the JSON Schema of the
predictions that fit a labeling config: its names, types and labels.

Paths are files, folders and globs; - reads standard input (check only). Without paths the current folder is taken. In
folders these are looked for: *.predictions.json, *.prediction.json, *_predictions.json, *.tasks.json, *.task.json,
project-*-at-*.json, predictions.json if it looks like Label Studio's, and their .jsonl forms. node_modules and folders
whose names begin with a dot are left out. A file that is named is taken whatever its name.

Options
  --config FILE          the labeling config (XML) for every file. Without it: x.label-config.xml beside
                         x.predictions.json, else label_config.xml or labeling_config.xml beside it or above it
  --format FORMAT        pretty (default), json, and for check sarif, or github (annotations of a GitHub workflow)
  --fail-on SEVERITY     the mildest problem that makes the exit code 1: error (default), warning, information, or hint
  --gate GATE            whose objections are shown: server (Label Studio's validator), editor, or all (default), which
                         also has what nobody objects to and still is not what was meant
  --severity CODE=LEVEL  what a rule's problems are: error, warning, information, hint, or off. May be given again
  --dry-run              fix: show what would be changed, and change nothing
  --out FILE             schema: the file to write, instead of standard output
  --root ROOT            schema: what a document holds: a prediction (default), predictions, a task, or tasks
  --lax                  schema: take keys that it does not know, as Label Studio does
  --for AUDIENCE         schema: validators (default), or models, with what all providers of language models take
  --no-annotations       leave the annotations of tasks alone; without it they are checked like predictions
  --stdin-filename NAME  the file that standard input stands for: its name in the output, its form, its labeling config
  --jobs N               worker threads. By default as many as there are processors, if there is enough to do
  --quiet                no progress and no summary
  --version              the version, and the versions of Label Studio that it speaks for
  -h, --help             this text

To put predictions on a server: label-studio-predictions upload --help

Exit codes
  0  checked or fixed, nothing found or left    1  checked or fixed, problems found or left
  2  something could not be checked or fixed    130  it was interrupted (Ctrl+C)
`;
