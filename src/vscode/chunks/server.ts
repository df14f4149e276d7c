/** The commands that speak with a server, and all that they need but the HTTP client. */
export { connect } from '../server/connect';
export { disconnect } from '../server/disconnect';
export { undo } from '../server/undo';
export { plan, upload } from '../server/upload';
