/** Checking files on disk that are not open, with reports. The checker itself is in a chunk of its own. */
export { WorkspaceCheck } from '../workspaceCheck/workspaceCheck';
