/** Control tags for time series and video. Frames are counted from 1, times are seconds. */
import {
  bool,
  float,
  int,
  list,
  nullable,
  object,
  percent,
  position,
  raw,
  regionSkeleton,
  required,
  strings,
  text,
} from './fields';
import { vertexFields } from './image';
import type { ControlTag, Fields } from './types';

const vectorTrack: Fields = {
  sequence: required(
    list(
      object({
        frame: required(int),
        vertices: required(list(object(vertexFields))),
        time: nullable(float),
        closed: nullable(bool),
        enabled: nullable(bool),
      }),
    ),
  ),
  framesCount: nullable(int),
  duration: nullable(float),
};

const vectorKeyframes = [
  {
    frame: raw(4, 1),
    time: raw(5, 0.04),
    enabled: true,
    closed: false,
    vertices: [
      { id: 'a', x: raw(6, 10), y: raw(7, 10), isBezier: false },
      { id: 'b', x: raw(8, 20), y: raw(9, 30), isBezier: false, prevPointId: 'a' },
    ],
  },
];

export const timeTags: readonly ControlTag[] = [
  {
    tag: 'TimeSeriesLabels',
    type: 'timeserieslabels',
    labelKey: 'timeserieslabels',
    objects: ['TimeSeries'],
    edition: 'community',
    summary: 'Labels a stretch of a time series, in the unit of its time column.',
    fields: {
      start: required(position),
      end: required(position),
      instant: required(bool),
      timeserieslabels: required(strings),
    },
    skeleton: regionSkeleton('timeserieslabels', 'series', {
      start: raw(4, 0),
      end: raw(5, 10),
      instant: raw(6, false),
      timeserieslabels: [text(7, 'Label')],
    }),
  },
  {
    tag: 'TimelineLabels',
    type: 'timelinelabels',
    labelKey: 'timelinelabels',
    objects: ['Video'],
    edition: 'community',
    summary: 'Labels a range of frames of a video, counted from 1, both ends included.',
    fields: {
      // Numbers of any kind pass here; whole ones are the editor's demand.
      ranges: required(list(object({ start: required(float), end: required(float), enabled: nullable(bool) }), 1)),
      timelinelabels: required(strings),
    },
    skeleton: regionSkeleton('timelinelabels', 'video', {
      ranges: [{ start: raw(4, 1), end: raw(5, 25) }],
      timelinelabels: [text(6, 'Label')],
    }),
  },
  {
    tag: 'VideoRectangle',
    type: 'videorectangle',
    labelKey: 'labels',
    objects: ['Video'],
    edition: 'community',
    summary: 'Draws a rectangle that moves through a video: key frames in percent of the picture, times in seconds.',
    fields: {
      framesCount: required(int),
      duration: required(float),
      sequence: required(
        list(
          object({
            frame: required(int),
            time: required(float),
            x: required(percent),
            y: required(percent),
            width: required(percent),
            height: required(percent),
            rotation: nullable(float),
          }),
        ),
      ),
      labels: nullable(strings),
    },
    skeleton: regionSkeleton('videorectangle', 'video', {
      framesCount: raw(4, 250),
      duration: raw(5, 10),
      sequence: [
        {
          frame: raw(6, 1),
          time: raw(7, 0.04),
          enabled: true,
          x: raw(8, 10),
          y: raw(9, 10),
          width: raw(10, 20),
          height: raw(11, 20),
          rotation: raw(12, 0),
        },
      ],
      labels: [text(13, 'Label')],
    }),
  },
  {
    tag: 'VideoVector',
    type: 'videovector',
    objects: ['Video'],
    edition: 'enterprise',
    summary: 'Draws a path that moves through a video: vertices in percent of the picture, times in seconds.',
    fields: vectorTrack,
    skeleton: regionSkeleton('videovector', 'video', { sequence: vectorKeyframes }),
  },
  {
    tag: 'VideoVectorLabels',
    type: 'videovectorlabels',
    labelKey: 'labels',
    objects: ['Video'],
    edition: 'enterprise',
    summary: 'Labels a path that moves through a video: vertices in percent of the picture, times in seconds.',
    // The key must be there, and may be null.
    fields: { ...vectorTrack, labels: { kind: strings, required: true, nullable: true } },
    skeleton: regionSkeleton('videovectorlabels', 'video', { sequence: vectorKeyframes, labels: [text(10, 'Label')] }),
  },
];
