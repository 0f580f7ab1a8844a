'use client'
import { useCallback, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react'
import type { BackgroundFetchFile } from '@longhaul/core'
import { Glyph } from './Glyph.js'
import { fileFacts, fileState, type FileFacts, type FileState } from './labels/fileState.js'
import { joined } from './labels/joined.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { FetchFileName } from './parts/FetchFileName.js'
import { FetchFileRoot } from './parts/FetchFileRoot.js'
import { FetchFileStatus } from './parts/FetchFileStatus.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { ItemAround, type ItemAroundProps } from './parts/ItemAround.js'
import { RowList } from './RowList.js'

/** Of a file's row, at the default font size. */
const ROW_HEIGHT = 41

const NO_FACTS: FileFacts = { every: null, failedUrl: null }

/** Props of {@link FetchFileList}. */
export interface FetchFileListProps
  extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'id'>, ItemAroundProps {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default the file's name, size and state */
  readonly renderFile?: ((file: BackgroundFetchFile, state: FileState | null) => ReactNode) | undefined
}

/** The files of one fetch: names, sizes, and which are here as far as the record says. Ten thousand are no burden. */
export function FetchFileList({ id, record, ...props }: FetchFileListProps) {
  return (
    <ItemAround id={id} record={record}>
      <Files {...props} />
    </ItemAround>
  )
}

function Files({ labels: own, renderFile, ...props }: Omit<FetchFileListProps, keyof ItemAroundProps>) {
  const record = useFetchItem()?.record
  const labels = useLabels(own)
  const files = record?.files
  // A row is named by its place: the same URL may stand in a list twice.
  const ids = useMemo(
    () => (files === undefined ? [] : Array.from(files, (_, index) => String(index))),
    [files],
  )
  const { every, failedUrl } = record === undefined ? NO_FACTS : fileFacts(record)
  const renderRow = useCallback(
    (index: string) => {
      const file = files?.[Number(index)]
      if (file === undefined) return null
      const state = fileState(file.url, { every, failedUrl })
      if (renderFile !== undefined) return renderFile(file, state)
      return <FileRow file={file} state={state} labels={labels} />
    },
    [files, every, failedUrl, labels, renderFile],
  )
  if (record === undefined) return null
  const rows = { ids, renderRow, isLoaded: true, labels, empty: labels.empty, rowHeight: ROW_HEIGHT }
  return <RowList aria-label={labels.fileList} {...rows} {...props} />
}

interface FileRowProps {
  readonly file: BackgroundFetchFile
  readonly state: FileState | null
  readonly labels: Labels
}

const GLYPHS = { done: 'check', waiting: 'clock', failed: 'alert' } as const

function FileRow({ file, state, labels }: FileRowProps) {
  const size = file.size === null ? null : labels.format.bytes(file.size)
  const words = joined(size, state === null ? null : labels.file[state])
  return (
    <FetchFileRoot file={file} state={state}>
      <FetchFileName />
      {words !== '' && (
        <FetchFileStatus lang={labels.locale} dir={labels.direction}>
          {state !== null && <Glyph name={GLYPHS[state]} />}
          {words}
        </FetchFileStatus>
      )}
    </FetchFileRoot>
  )
}
