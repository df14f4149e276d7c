import { changeTo } from '../../fixes/drafts';
import type { Draft } from '../../fixes/fix';
import type { FixTarget } from '../../fixes/target';
import { editorAttribute } from '../../labelingConfig/lookup';
import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import { type ChoiceList, choiceListOf, didYouMeanPath, pathsWords, pathWords } from '../choiceList';
import type { RegionControl } from '../controlOf';
import { leavesOf, type PathNode } from '../pathTree';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { show } from '../words';

const treeConfig = (attributes = ''): string =>
  configOf(
    TEXT,
    `<Taxonomy name="kind" toName="body"${attributes}>\n    <Choice value="Vessel">\n      <Choice value="Sail"/>\n      <Choice value="Motor"/>\n    </Choice>\n    <Choice value="Buoy"/>\n  </Taxonomy>`,
  );
const answer = (...path: string[]): string =>
  `{ "id": "q1", "from_name": "kind", "to_name": "body", "type": "taxonomy", "value": { "taxonomy": [[${path.map((step) => `"${step}"`).join(', ')}]] } }`;

/** A path that does not lead through the choices of a `Taxonomy`. */
export const taxonomyPathNotInTree: Rule = {
  code: 'taxonomy-path-not-in-tree',
  title: 'The taxonomy has no such path',
  explanation:
    'An answer to a `Taxonomy` is a list of paths, each from the first level down, step by step by the `alias` or else the `value` of a `Choice`. The validator only asks that every step is some choice, wherever it stands. The editor takes every path and shows its last step, but nothing is ticked in its tree for one that is not there. An empty path is a blank page. With `leafsOnly="true"` people can pick only choices without others inside of them. Choices can come from the task’s data (`value="$…"`) or from `apiUrl`: where they are not in the file, they are not judged. The validator does not know them, and takes only those in the config where there are some.',
  cure: 'Write the whole path as it is in the labeling config, as the message proposes it, or add the choice to the config.',
  fixes: [{ title: 'Change to a path of the labeling config', safety: 'guess', at: changePath }],
  failing: [
    predictionWith(answer('Buoy', 'Sail'), treeConfig()),
    predictionWith(answer('Vessel', 'Sial'), treeConfig()),
    predictionWith(answer('Vessel'), treeConfig(' leafsOnly="true"')),
  ],
  passing: [
    predictionWith(answer('Vessel', 'Sail'), treeConfig()),
    predictionWith(answer('Vessel'), treeConfig()),
    predictionWith(answer('Buoy'), treeConfig(' leafsOnly="true"')),
  ],
  reads: ['config', 'data'],
  types: ['taxonomy'],
  checkRegion(region, { config, data }, report) {
    const paths = answerAt(region, 'taxonomy');
    if (!Array.isArray(paths) || paths.length === 0) return;
    const control = answeredControl(region, config);
    if (!control) return;
    const list = choiceListOf(control, data);
    for (let index = 0; index < paths.length; index++) {
      const path: unknown = paths[index];
      if (!Array.isArray(path)) continue;
      const node = list.tree.at(path);
      if (node && !list.fromData && (node.children.size === 0 || !takesLeavesOnly(control))) continue;
      const { finding, step } = node ? onNode(path, node, list, control) : findingOn(path, list, control);
      tell(region, report, step === undefined ? ['taxonomy', index] : ['taxonomy', index, step], finding);
    }
  },
};

const takesLeavesOnly = perControl((tag) => editorAttribute(tag, 'leafsOnly') === 'true');
const showsFullPath = perControl((tag) => editorAttribute(tag, 'showFullPath') === 'true');

/** What is wrong with a path, and with which step of it if it is one. */
interface PathFinding {
  finding?: Finding | undefined;
  step?: number | undefined;
}

/** Of a path that leads through the tree. */
function onNode(path: readonly unknown[], node: PathNode, list: ChoiceList, control: RegionControl): PathFinding {
  if (node.children.size > 0 && takesLeavesOnly(control)) return { finding: notALeaf(node, control) };
  const step = path.findIndex((one) => list.isRejected(one as string));
  return step < 0 ? {} : { finding: unknownToServer(path[step] as string, control), step };
}

function findingOn(path: readonly unknown[], list: ChoiceList, control: RegionControl): PathFinding {
  if (path.length === 0) return { finding: showsFullPath(control) ? undefined : emptyPath(control) };
  if (list.isEmpty || !path.every((step) => typeof step === 'string')) return {};
  const step = path.findIndex((one) => !list.tree.has(one));
  if (step < 0) return { finding: list.isOpen ? undefined : misplaced(path, list, control) };
  const text = path[step] as string;
  if (list.isOpen) return { finding: unknownToServer(text, control), step };
  // Where the validator does not look, nobody minds the step: the editor takes every path.
  const isRejected = list.isRejected(text) && gatesOf(control, 'server').length > 0;
  return { finding: isRejected ? unknownStep(path, step, list, control) : misplaced(path, list, control), step };
}

function emptyPath(control: RegionControl): Finding {
  return {
    message:
      "This path is empty, and Label Studio's editor shows a blank page. Remove it, or write the choices from the first level down.",
    severity: 'error',
    gates: gatesOf(control, 'editor'),
  };
}

const FROM_THE_TOP = 'Write the choices from the first level down.';

function unknownStep(path: readonly string[], step: number, { tree }: ChoiceList, control: RegionControl): Finding {
  const candidates = tree.candidatesFor(path);
  return {
    message: `${show(control.tag.name)} has no choice ${show(path[step])}: the validator rejects it, and the editor shows it without ticking anything in its tree. ${didYouMeanPath(candidates, FROM_THE_TOP)}`,
    severity: 'error',
    gates: gatesOf(control, 'server'),
    data: { candidates },
  };
}

function misplaced(path: readonly string[], { tree }: ChoiceList, control: RegionControl): Finding {
  const candidates = tree.candidatesFor(path);
  return {
    message: `${show(control.tag.name)} has no path ${pathWords(path)}: nobody rejects it, but it is none of the choices, and the editor ticks nothing in its tree. ${didYouMeanPath(candidates, FROM_THE_TOP)}`,
    severity: 'warning',
    gates: gatesOf(control, 'editor'),
    data: { candidates },
  };
}

/** The candidates are whole paths; what is underlined can be one step of one. */
function changePath({ path, about }: FixTarget): Draft[] {
  const whole = path.slice(0, path.indexOf('taxonomy') + 2);
  return changeTo(whole, Array.isArray(about.candidates) ? (about.candidates as readonly string[][]) : []);
}

function unknownToServer(step: string, control: RegionControl): Finding {
  return {
    message: `The validator knows only the choices of ${show(control.tag.name)} that are written in the labeling config and rejects ${show(step)}, even if the editor loads it from elsewhere.`,
    severity: 'information',
    gates: gatesOf(control, 'server'),
  };
}

function notALeaf(node: PathNode, control: RegionControl): Finding {
  const candidates = leavesOf(node).map(({ path }) => path);
  return {
    message: `${show(control.tag.name)} has leafsOnly, so people can pick only choices at the end of a path, and ${show(node.text)} has others inside of it. Go on to one of them, such as ${pathsWords(candidates)}.`,
    severity: 'warning',
    gates: gatesOf(control, 'editor'),
    data: { candidates: candidates.slice(0, 12) },
  };
}
