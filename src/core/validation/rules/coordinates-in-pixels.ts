import { scaled } from '../../fixes/geometry';
import { predictionWith, type Rule } from '../rule';
import { lastStep, show } from '../words';

/** Percent geometry over its bound. People paste pixels; Label Studio wants percent of the image. */
export const coordinatesInPixels: Rule = {
  code: 'coordinates-in-pixels',
  title: 'Coordinates are percent of the image, 0 to 100',
  explanation:
    'Image regions are given in percent of the width and height of the image (radii up to 50). The validator rejects more than that; the editor would draw the region outside of the image.',
  cure: 'Convert pixels: `x / original_width * 100` for x, width and radiusX, `y / original_height * 100` for y, height and radiusY.',
  fixes: [
    {
      title: 'Convert the region from pixels to percent, by its original_width and original_height',
      safety: 'guess',
      at({ unit, region }) {
        if (!region) return undefined;
        const { original_width: width, original_height: height } = region.value;
        if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return undefined;
        return { edits: scaled(unit, [...region.path, 'value'], 100 / width, 100 / height, true) };
      },
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 528, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
    predictionWith(
      '{ "id": "r2", "original_width": 1200, "original_height": 800, "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 528, "y": 80, "width": 60, "height": 40, "rectanglelabels": ["Ship"] } }',
    ),
    predictionWith(
      '{ "id": "p1", "from_name": "poly", "to_name": "photo", "type": "polygon", "value": { "points": [[10, 10], [640, 20], [30, 30]] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
  ],
  claim(finding) {
    const { limit } = finding.params;
    if (finding.keyword !== 'maximum' || finding.region === undefined || (limit !== 100 && limit !== 50))
      return undefined;
    const what = finding.path.includes('points') ? 'A point' : lastStep(finding.path);
    return {
      path: finding.path,
      on: 'value',
      message: `${what} is percent of the image and at most ${String(limit)}; ${show(finding.value)} looks like pixels. Divide by the image's width or height in pixels and multiply by 100.`,
      severity: 'error',
      gates: finding.gates,
    };
  },
};
