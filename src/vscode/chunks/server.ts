/** The commands that speak with a server, and all that they need but the HTTP client. */
export { checkConnection } from '../server/checkConnection';
export { compareLabelConfig } from '../server/compareConfig';
export { connect } from '../server/connect';
export { createProject } from '../server/createProject';
export { disconnect } from '../server/disconnect';
export { downloadTasks } from '../server/downloadTasks';
export { showModelVersions } from '../server/modelVersions';
export { pullLabelConfig } from '../server/pullConfig';
export { showServerCommands } from '../server/serverMenu';
export { switchConnection } from '../server/switchConnection';
export { undo } from '../server/undo';
export { plan, upload, uploadSelection } from '../server/upload';
