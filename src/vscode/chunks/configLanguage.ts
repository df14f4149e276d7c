/** What helps to write labeling configs: the catalogue of tags with its texts, and what reads a config that is being typed. */

export { completeConfig } from '../../core/configLanguage/complete';
export { dataFaults } from '../../core/configLanguage/dataFaults';
export { hoverInConfig } from '../../core/configLanguage/hover';
export { outlineOfConfig } from '../../core/configLanguage/outline';
