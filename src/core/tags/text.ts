/** Control tags for text, audio and dialogue. */
import {
  choice,
  int,
  nullable,
  object,
  offset,
  position,
  raw,
  regionSkeleton,
  required,
  string,
  strings,
  text,
} from './fields';
import type { ControlTag } from './types';

export const textTags: readonly ControlTag[] = [
  {
    tag: 'Labels',
    type: 'labels',
    labelKey: 'labels',
    objects: ['Text', 'HyperText', 'Audio', 'Image', 'Video'],
    edition: 'community',
    summary:
      'Labels a span: code points on Text, seconds on Audio; on an image it labels the shape that another control draws.',
    fields: { start: required(position), end: required(position), labels: required(strings) },
    skeleton: regionSkeleton('labels', 'text', { start: raw(4, 0), end: raw(5, 5), labels: [text(6, 'Label')] }),
  },
  {
    tag: 'HyperTextLabels',
    type: 'hypertextlabels',
    labelKey: 'hypertextlabels',
    objects: ['HyperText'],
    edition: 'community',
    summary: 'Labels a span of an HTML document: XPaths of text nodes, and offsets inside them in UTF-16 units.',
    fields: {
      start: required(position),
      end: required(position),
      startOffset: nullable(offset),
      endOffset: nullable(offset),
      hypertextlabels: required(strings),
    },
    skeleton: regionSkeleton('hypertextlabels', 'html', {
      start: text(4, '/p[1]/text()[1]'),
      end: text(5, '/p[1]/text()[1]'),
      startOffset: raw(6, 0),
      endOffset: raw(7, 5),
      hypertextlabels: [text(8, 'Label')],
    }),
  },
  {
    tag: 'ParagraphLabels',
    type: 'paragraphlabels',
    labelKey: 'paragraphlabels',
    objects: ['Paragraphs'],
    edition: 'community',
    summary: 'Labels a span of a dialogue: index of the paragraph as text, offsets inside it in UTF-16 units.',
    fields: {
      start: required(position),
      end: required(position),
      startOffset: nullable(offset),
      endOffset: nullable(offset),
      paragraphlabels: required(strings),
    },
    skeleton: regionSkeleton('paragraphlabels', 'dialogue', {
      start: text(4, '0'),
      end: text(5, '0'),
      startOffset: raw(6, 0),
      endOffset: raw(7, 5),
      paragraphlabels: [text(8, 'Label')],
    }),
  },
  {
    tag: 'Chat',
    type: 'chatmessage',
    objects: ['Chat'],
    edition: 'enterprise',
    summary: 'Holds one message of a chat; its time is in milliseconds since 1970.',
    fields: {
      chatmessage: required(object({ role: required(string), content: required(string), createdAt: nullable(int) })),
    },
    skeleton: regionSkeleton('chatmessage', 'chat', {
      chatmessage: { role: choice(4, 'user', 'assistant', 'system', 'tool', 'developer'), content: text(5, 'Hello') },
    }),
  },
];
