/** Questions that can be asked with one click. */
export function QuestionList({
  questions,
  onAsk,
}: {
  questions: readonly string[]
  onAsk: (question: string) => void
}) {
  return (
    <ul className="flex flex-wrap gap-2">
      {questions.map((question) => (
        <li key={question}>
          <button
            type="button"
            className="min-h-9 cursor-pointer rounded-lg border border-edge bg-surface px-3 py-1.5 text-left text-small hover:border-accent hover:bg-hover pointer-coarse:min-h-11"
            onClick={() => onAsk(question)}
          >
            {question}
          </button>
        </li>
      ))}
    </ul>
  )
}
