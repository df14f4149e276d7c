import { serveUpload } from './platform/node/uploads/thread';
import { Pace } from './vscode/workspaceCheck/pace';

/** Milliseconds: nothing else runs in this thread, so that it is enough when a cancel is heard soon. */
const SLICE = 50;

/** Entry of the thread that an upload runs in, on the desktop and in remote hosts. */
serveUpload(new Pace(SLICE));
