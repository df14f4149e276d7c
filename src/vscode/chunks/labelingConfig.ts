/** The parser of labeling configs, with the XML parser that it is made of. */

export { parseLabelingConfig } from '../../core/labelingConfig/parse';
