'use client'
import { useCallback, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react'
import type { BackgroundFetchFile } from '@longhaul/core'
import { useFileStates, type FileState } from '@longhaul/hooks'
import { FetchRowList } from './FetchRowList.js'
import { Glyph } from './Glyph.js'
import { joined } from './labels/joined.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { FetchFileName } from './parts/FetchFileName.js'
import { FetchFileRoot } from './parts/FetchFileRoot.js'
import { FetchFileStatus } from './parts/FetchFileStatus.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemProvider, type ItemAroundProps } from './parts/FetchItemProvider.js'

/** Of a file's row, at the default font size. */
const ROW_HEIGHT = 41

/** Props of {@link FetchFileList}. */
export interface FetchFileListProps
  extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'id'>, ItemAroundProps {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default the file's name, size and state */
  readonly renderFile?: ((file: BackgroundFetchFile, state: FileState | null) => ReactNode) | undefined
}

const rowOf = (file: BackgroundFetchFile, state: FileState | null) => <FileRow file={file} state={state} />

/** The files of one fetch: names, sizes, and which are here as far as the record says. Ten thousand are no burden. */
export function FetchFileList({ id, record, ...props }: FetchFileListProps) {
  return (
    <FetchItemProvider id={id} record={record}>
      <Files {...props} />
    </FetchItemProvider>
  )
}

function Files({
  labels: own,
  renderFile = rowOf,
  ...props
}: Omit<FetchFileListProps, keyof ItemAroundProps>) {
  const record = useFetchItem()?.record
  const labels = useLabels(own)
  const files = record?.files
  // A row is named by its place: the same URL may stand in a list twice.
  const ids = useMemo(() => [...(files ?? []).keys()].map(String), [files])
  const stateOf = useFileStates(record)
  const renderRow = useCallback(
    (index: string) => {
      const file = files?.[Number(index)]
      return file && renderFile(file, stateOf(file.url))
    },
    [files, stateOf, renderFile],
  )
  if (record === undefined) return null
  const rows = { ids, renderRow, rowHeight: ROW_HEIGHT }
  return (
    <LabelsProvider labels={labels}>
      <FetchRowList aria-label={labels.fileList} rows={rows} isLoaded empty={labels.empty} {...props} />
    </LabelsProvider>
  )
}

interface FileRowProps {
  readonly file: BackgroundFetchFile
  readonly state: FileState | null
}

function FileRow({ file, state }: FileRowProps) {
  const labels = useLabels()
  const size = file.size === null ? null : labels.format.bytes(file.size)
  const words = joined(size, state === null ? null : labels.file[state])
  return (
    <FetchFileRoot file={file} state={state}>
      <FetchFileName />
      {words !== '' && (
        <FetchFileStatus lang={labels.locale} dir={labels.direction}>
          {state !== null && <Glyph name={state} />}
          {words}
        </FetchFileStatus>
      )}
    </FetchFileRoot>
  )
}
