// Takes the place of VS Code's native log writer (@vscode/spdlog), which is not built here: without it the output
// channels of extensions stay empty. Plain appends, no rotation: these folders live as long as a test.
const fs = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_type, name, file) {
    this.name = name;
    this.file = file;
    this.level = 2;
    this.raw = false;
    this.waiting = '';
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, '');
  }

  write(level, message) {
    if (level < this.level) return;
    this.waiting += this.raw ? message : `${new Date().toISOString()} [${names[level]}] ${message}\n`;
    this.timer ??= setTimeout(() => this.flush(), 50).unref();
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.waiting;
    this.waiting = '';
    try {
      if (text !== '') fs.appendFileSync(this.file, text);
    } catch {
      // The folder of a finished test is gone; there is nobody left to read this.
    }
  }

  drop() {
    this.flush();
  }
}

const createLogger = async (name, file) => new Logger('rotating', name, file);

// Assigned one by one, so that an ES module's import finds the names.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
