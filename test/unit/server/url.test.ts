import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { normalizeServerUrl, serverIdentity, tokenKey } from '../../../src/core/server/url';

describe('what people paste becomes the address of a server', () => {
  /** Pasted, base, and what else is found out: insecure, scheme assumed, project. */
  const rows: [string, string, string?][] = [
    ['https://ls.example.com', 'https://ls.example.com'],
    ['https://ls.example.com/', 'https://ls.example.com'],
    ['  https://LS.Example.com//  ', 'https://ls.example.com'],
    ['"https://ls.example.com"', 'https://ls.example.com'],
    ['<https://ls.example.com>', 'https://ls.example.com'],
    ['https://ls.example.com:443', 'https://ls.example.com'],
    ['https://ls.example.com:8443/', 'https://ls.example.com:8443'],
    ['https://ls.example.com/projects/3/data?tab=1&task=7', 'https://ls.example.com', 'project 3'],
    ['https://ls.example.com/projects/3', 'https://ls.example.com', 'project 3'],
    ['https://ls.example.com/projects/?page=1', 'https://ls.example.com'],
    ['https://ls.example.com/projects/upload-examples', 'https://ls.example.com'],
    [
      'https://ls.example.com/label-studio/projects/12/settings/labeling#x',
      'https://ls.example.com/label-studio',
      'project 12',
    ],
    ['https://ls.example.com/label-studio/', 'https://ls.example.com/label-studio'],
    ['https://ls.example.com/a/b//', 'https://ls.example.com/a/b'],
    ['https://ls.example.com/api', 'https://ls.example.com'],
    ['https://ls.example.com/api/projects/4/import', 'https://ls.example.com', 'project 4'],
    ['https://ls.example.com/api/predictions/', 'https://ls.example.com'],
    ['https://ls.example.com/user/login/?next=/projects/9', 'https://ls.example.com'],
    ['https://ls.example.com/user/account', 'https://ls.example.com'],
    ['https://ls.example.com/organization', 'https://ls.example.com'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8080', 'assumed'],
    ['localhost', 'http://localhost', 'assumed'],
    ['127.0.0.1:8080/projects/2/', 'http://127.0.0.1:8080', 'assumed, project 2'],
    ['http://0.0.0.0:8080/', 'http://127.0.0.1:8080'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080', 'assumed'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
    ['[::1]:8080', 'http://[::1]:8080', 'assumed'],
    ['http://app.localhost/', 'http://app.localhost'],
    ['host:8080', 'https://host:8080', 'assumed'],
    ['ls.example.com/label-studio', 'https://ls.example.com/label-studio', 'assumed'],
    ['//ls.example.com', 'https://ls.example.com', 'assumed'],
    ['http://ls.example.com', 'http://ls.example.com', 'insecure'],
    ['http://192.168.1.4:8080/projects/1', 'http://192.168.1.4:8080', 'insecure, project 1'],
    ['http://127.0.0.1.example.com', 'http://127.0.0.1.example.com', 'insecure'],
    ['http://localhost.example.com', 'http://localhost.example.com', 'insecure'],
    ['HTTP://Localhost:8080', 'http://localhost:8080'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example'],
  ];
  for (const [pasted, base, found = ''] of rows) {
    test(pasted, () => {
      const normalized = normalizeServerUrl(pasted);
      assert.ok(normalized.ok);
      const { server } = normalized;
      assert.equal(server.base, base);
      assert.equal(tokenKey(server), base);
      assert.equal(server.origin + server.path, base);
      const facts = [
        server.insecure ? 'insecure' : '',
        server.schemeAssumed ? 'assumed' : '',
        server.projectId === undefined ? '' : `project ${server.projectId}`,
      ];
      assert.equal(facts.filter(Boolean).join(', '), found);
    });
  }
});

describe('what is no address is refused with a word why', () => {
  const rows: [string, RegExp][] = [
    ['', /Enter the address/],
    ['   ', /Enter the address/],
    ['my server', /no blanks/],
    ['ftp://host/', /not by ftp/],
    ['file:///etc/passwd', /not by file/],
    ['https://user:secret@host/', /user name and password/],
    ['https://', /not the address/],
    ['http://host:99999', /not the address/],
    ['http://[::1', /not the address/],
  ];
  for (const [pasted, message] of rows) {
    test(JSON.stringify(pasted), () => {
      const normalized = normalizeServerUrl(pasted);
      assert.ok(!normalized.ok);
      assert.match(normalized.message, message);
      assert.ok(!normalized.message.includes('secret'));
    });
  }
});

test('the names of this machine are one server, ports and paths are not', () => {
  const rows = [
    ['http://127.0.0.1:8080', 'http://localhost:8080'],
    ['http://127.3.2.1:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://localhost:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://localhost', 'http://localhost'],
    ['https://127.0.0.1/label-studio', 'https://localhost/label-studio'],
    ['https://ls.example.com/label-studio', 'https://ls.example.com/label-studio'],
  ];
  for (const [base = '', identity] of rows) assert.equal(serverIdentity(base), identity);
});
