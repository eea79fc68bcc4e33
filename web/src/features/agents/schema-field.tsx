import { Plus, X } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { agentsMessages } from '../../messages/agents/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import {
  draftOf,
  groupOf,
  kindOf,
  listOf,
  variantName,
  variantOf,
  type Draft,
  type JsonSchema,
} from './schema-draft.ts'

interface SchemaFieldProps {
  schema: JsonSchema
  /** As the server writes the path of a problem: `plan.steps.0.id`. */
  path: string
  name: string
  isRequired: boolean
  draft: Draft
  onChange: (draft: Draft) => void
  /** Why what stands at a path is refused. */
  problemAt: (path: string) => string | undefined
}

/** Longer texts than these get several lines. */
const longText = 300

/** One field of a form made from a JSON Schema, or the fields of one of its parts. */
function SchemaField(props: SchemaFieldProps) {
  const { schema, path, name, isRequired, draft, onChange, problemAt } = props
  const { form } = useMessages(agentsMessages)
  const label = isRequired ? wordsOf(name) : `${wordsOf(name)} · ${form.optional}`
  const error = problemAt(path)
  const shared = { label, hint: schema.description, error, required: isRequired }
  const typed = typeof draft === 'string' ? draft : ''
  switch (kindOf(schema)) {
    case 'flag':
      return <CheckField label={wordsOf(name)} hint={schema.description} checked={draft === true} onChange={onChange} />
    case 'choice': {
      if (schema.const !== undefined) return null // its variant says so
      const leftOut = isRequired || schema.default !== undefined ? [] : [{ value: '', label: form.leftOut }]
      return (
        <SelectField
          label={label}
          {...(schema.description && { hint: schema.description })}
          value={typed}
          options={[...leftOut, ...schema.enum!.map((value) => ({ value, label: value }))]}
          onChange={onChange}
        />
      )
    }
    case 'list':
      return <ListField {...props} label={label} />
    case 'group':
    case 'variants':
      return <GroupField {...props} label={label} />
    case 'json':
      return (
        <TextAreaField
          {...shared}
          hint={[schema.description, form.json].filter(Boolean).join(' ')}
          value={typed}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
      return (
        <TextField {...shared} inputMode="decimal" value={typed} onChange={(event) => onChange(event.target.value)} />
      )
    case 'text':
      return (schema.maxLength ?? 0) > longText ? (
        <TextAreaField
          {...shared}
          maxLength={schema.maxLength}
          value={typed}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <TextField
          {...shared}
          maxLength={schema.maxLength}
          value={typed}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

function ListField({ schema, path, name, draft, onChange, problemAt, label }: SchemaFieldProps & { label: string }) {
  const { form } = useMessages(agentsMessages)
  const items = listOf(draft)
  const problem = problemAt(path)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small font-medium">{label}</legend>
      {schema.description && <p className="mb-1 text-small text-muted">{schema.description}</p>}
      <ul className="flex flex-col gap-2">
        {items.map((item, index) => (
          <li key={index} className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <SchemaField
                schema={schema.items!}
                path={join(path, index)}
                name={`${name} ${index + 1}`}
                isRequired
                draft={item}
                onChange={(next) => onChange(items.with(index, next))}
                problemAt={problemAt}
              />
            </div>
            <Button
              look="quiet"
              square
              aria-label={form.removeItem(`${wordsOf(name)} ${index + 1}`)}
              onClick={() => onChange(items.toSpliced(index, 1))}
            >
              <X className="icon" />
            </Button>
          </li>
        ))}
      </ul>
      <Button className={items.length > 0 ? 'mt-2' : ''} onClick={() => onChange([...items, draftOf(schema.items!)])}>
        <Plus className="icon" /> {form.add(wordsOf(name))}
      </Button>
      {problem && <p className="mt-1 text-small text-danger">{problem}</p>}
    </fieldset>
  )
}

function GroupField({
  schema,
  path,
  name,
  isRequired,
  draft,
  onChange,
  problemAt,
  label,
}: SchemaFieldProps & { label: string }) {
  const { form } = useMessages(agentsMessages)
  if (draft === undefined)
    return (
      <div>
        <Button onClick={() => onChange(draftOf(schema))}>
          <Plus className="icon" /> {form.add(wordsOf(name))}
        </Button>
      </div>
    )
  return (
    <fieldset className="min-w-0 rounded-lg border border-line p-3">
      <legend className="px-1 text-small font-medium">{label}</legend>
      <SchemaFields schema={schema} path={path} draft={draft} onChange={onChange} problemAt={problemAt} />
      {!isRequired && (
        <Button look="quiet" className="mt-3" onClick={() => onChange(undefined)}>
          <X className="icon" /> {form.removeItem(wordsOf(name))}
        </Button>
      )}
    </fieldset>
  )
}

/** All fields of an object, or of the variant of one that is chosen. */
export function SchemaFields({
  schema,
  path,
  draft,
  onChange,
  problemAt,
}: Omit<SchemaFieldProps, 'name' | 'isRequired'>) {
  const variants = schema.oneOf?.map(variantName).filter((name) => name !== undefined)
  const object = variants ? variantOf(schema, draft) : schema
  const group = groupOf(draft)
  const chosen = variants && variantName(object)
  return (
    <div className="flex flex-col gap-4">
      {chosen && (
        <SelectField
          label={wordsOf(chosen.property)}
          value={chosen.value}
          options={variants.map(({ value }) => ({ value, label: value }))}
          // What both variants have stays typed.
          onChange={(value) => {
            const next = schema.oneOf!.find((variant) => variantName(variant)?.value === value)!
            const kept = Object.entries(group).filter(([name]) => next.properties?.[name])
            onChange({ ...groupOf(draftOf(next)), ...Object.fromEntries(kept), [chosen.property]: value })
          }}
        />
      )}
      {Object.entries(object.properties ?? {}).map(([name, property]) => (
        <SchemaField
          key={`${chosen?.value ?? ''} ${name}`}
          schema={property}
          path={join(path, name)}
          name={name}
          isRequired={object.required?.includes(name) ?? false}
          draft={group[name]}
          onChange={(next) => onChange({ ...group, [name]: next })}
          problemAt={problemAt}
        />
      ))}
    </div>
  )
}

const join = (path: string, name: string | number) => (path === '' ? String(name) : `${path}.${name}`)

/** `ticket_id` as "Ticket id", `expectStatus` as "Expect status". */
function wordsOf(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
