// Made by "npm run generate" from docs/reference/openapi.json.

export interface Operations {
  /**
   * Ask the twin
   */
  'POST /api/v1/twin/answers': {
    body: {
      /**
       * The question, 1 to 2,000 characters.
       */
      question: string
      /**
       * From an earlier answer: lets "and before that?" be understood.
       */
      conversationId?: string
      /**
       * How the answer is shaped. Chosen by the kind of question when left out.
       */
      strategy?: 'star' | 'concise' | 'detailed' | 'example-driven'
      /**
       * Language of the question (ISO 639-1). Detected when left out.
       */
      language?: 'en' | 'fr' | 'de' | 'es'
    }
    response: Answer
  }
  /**
   * Who the twin is
   */
  'GET /api/v1/twin': {
    response: {
      name: string
      headline?: string
      summary?: string
      location?: string
      /**
       * That the person speaks, as the profile names them.
       */
      languages: string[]
      sources: number
      documents: {
        id: string
        title: string
        kind: string
        language: string
      }[]
      mode: 'extractive' | 'generated'
      version: string
    }
  }
  /**
   * Questions this twin can answer
   */
  'GET /api/v1/twin/questions': {
    query: {
      /**
       * Of the questions; English when left out.
       */
      language?: 'en' | 'fr' | 'de' | 'es'
    }
    response: {
      questions: string[]
    }
  }
  /**
   * Say what you think of an answer
   */
  'POST /api/v1/twin/answers/{id}/feedback': {
    path: {
      id: string
    }
    body: {
      /**
       * 1 (useless) to 5 (just right).
       */
      rating?: number
      /**
       * In place of a rating: `up` counts as 5, `down` as 1.
       */
      thumb?: 'up' | 'down'
      /**
       * What is wrong, or right, with it.
       */
      reason?: string
    }
    response: unknown
  }
  /**
   * Tell what a visitor did on a page
   */
  'POST /api/v1/analytics/events': {
    body: {
      /**
       * What the visitor did.
       */
      type: 'opened' | 'citation-opened' | 'contact-clicked'
      /**
       * Of which answer.
       */
      answerId?: string
      /**
       * One of your own: the same sent twice counts once.
       */
      eventId?: string
      /**
       * When it happened, at most a day ago; left out, or in the future, it is now.
       */
      at?: string
    }
    response: unknown
  }
  /**
   * List the sources you may see
   */
  'GET /api/v1/twin/sources': {
    response: {
      sources: Source[]
    }
  }
  /**
   * Add or update sources
   */
  'POST /api/v1/twin/sources': {
    body: {
      /**
       * Who may see it. Left out: who may see it already, or the `owner` alone.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Detected when left out.
       */
      language?: 'en' | 'fr' | 'de' | 'es' | 'und'
      title?: string
      /**
       * When it stops being true: a day (2027-12-31, until its end in UTC) or a time with its zone (2027-12-31T18:00:00Z).
       */
      expiresAt?: string
      /**
       * What makes it the same source next time, such as "report.md".
       */
      name: string
      text: string
    }
    response: {
      files: IngestReport[]
    }
  }
  /**
   * Read the text that citations point into
   */
  'GET /api/v1/twin/sources/{id}': {
    path: {
      id: string
    }
    query: {
      version?: string
    }
    response: SourceText
  }
  /**
   * Change who may see a source, its title or its expiry
   */
  'PATCH /api/v1/twin/sources/{id}': {
    path: {
      id: string
    }
    body: {
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      title?: string
      expiresAt?: string | null
    }
    response: Source
  }
  /**
   * Delete a source with all its versions
   */
  'DELETE /api/v1/twin/sources/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Questions the twin could not answer
   */
  'GET /api/v1/twin/inbox': {
    query: {
      state?: 'open' | 'answered' | 'dismissed'
    }
    response: {
      /**
       * The most asked first; of more than 500 those of the most trusted askers.
       */
      questions: Gap[]
      /**
       * How many there are for you in this state.
       */
      total: number
      /**
       * Ids of questions that are about the same, in the order of `questions`; each stands in one group.
       */
      groups: string[][]
    }
  }
  /**
   * Answer a question yourself
   */
  'POST /api/v1/twin/inbox/{id}/answer': {
    path: {
      id: string
    }
    body: {
      /**
       * Your answer, in the first person. It becomes a source.
       */
      answer: string
      /**
       * Who may see it.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * When it stops being true: a day (2027-12-31, until its end in UTC) or a time with its zone (2027-12-31T18:00:00Z).
       */
      expiresAt?: string
      /**
       * Ids of other open questions that it answers too.
       *
       * @maxItems 100
       */
      also?: string[]
    }
    response: {
      question: Gap
      source: {
        id: string
        version: string
      }
    }
  }
  /**
   * Dismiss a question
   */
  'POST /api/v1/twin/inbox/{id}/dismiss': {
    path: {
      id: string
    }
    response: {
      question: Gap
    }
  }
  /**
   * Take back an answer or a dismissal
   */
  'POST /api/v1/twin/inbox/{id}/reopen': {
    path: {
      id: string
    }
    response: {
      questions: Gap[]
    }
  }
  /**
   * Delete a question for good
   */
  'DELETE /api/v1/twin/inbox/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Your conversations, the one used last first
   */
  'GET /api/v1/twin/conversations': {
    query: {
      /**
       * `next` of the page before.
       */
      before?: string
      limit?: number
    }
    response: {
      conversations: Conversation[]
      /**
       * For `before`; null on the last page.
       */
      next: string | null
    }
  }
  /**
   * A conversation of yours, as far as you may see it now
   */
  'GET /api/v1/twin/conversations/{id}': {
    path: {
      id: string
    }
    query: {
      /**
       * So many of the newest answers, the oldest of them first.
       */
      limit?: number
    }
    response: {
      answers: KeptAnswer[]
    }
  }
  /**
   * Delete a conversation of yours
   */
  'DELETE /api/v1/twin/conversations/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Who you are
   */
  'GET /api/v1/session': {
    response: Session
  }
  /**
   * Sign in
   */
  'POST /api/v1/session': {
    body: {
      email: string
      password: string
    }
    response:
      | {
          status: 'signed_in'
          user: User
        }
      | {
          status: 'code_needed'
        }
  }
  /**
   * Sign out
   */
  'DELETE /api/v1/session': {
    response: unknown
  }
  /**
   * Change your name
   */
  'PATCH /api/v1/session': {
    body: {
      name: string
    }
    response: unknown
  }
  /**
   * The second step of signing in
   */
  'POST /api/v1/session/code': {
    body: {
      /**
       * Six digits of the app, or a backup code. Each is good once.
       */
      code: string
    }
    response:
      | {
          status: 'signed_in'
          user: User
        }
      | {
          status: 'code_needed'
        }
  }
  /**
   * What a one-time link is for, without using it
   */
  'POST /api/v1/session/link': {
    body: {
      token: string
    }
    response: {
      kind: 'set_up' | 'invitation' | 'reset'
      /**
       * Null when you choose.
       */
      email: string | null
      role: 'owner' | 'operator' | 'viewer'
      expiresAt: string
    }
  }
  /**
   * Make your account, or set a new password, by a one-time link
   */
  'POST /api/v1/session/set-up': {
    body: {
      token: string
      name?: string
      email?: string
      password: string
    }
    response:
      | {
          status: 'signed_in'
          user: User
        }
      | {
          status: 'code_needed'
        }
  }
  /**
   * Tell what became of an answer
   */
  'POST /api/v1/experiments/outcomes': {
    body: {
      answerId: string
      kind: 'thumb' | 'follow-up' | 'citation-opened' | 'contact-clicked'
      /**
       * When it happened, for who tells it later; now when left out.
       */
      at?: string
    }
    response: {
      /**
       * False: it was counted before.
       */
      recorded: boolean
    }
  }
  /**
   * The sources that an audience sees
   */
  'GET /api/v1/twin/preview': {
    query: {
      /**
       * Through whose eyes.
       */
      audience: 'public' | 'recruiter' | 'colleague' | 'owner'
    }
    response: {
      sources: Source[]
      /**
       * How many others there are, which that audience does not see.
       */
      hidden: number
    }
  }
  /**
   * What an audience would be answered
   */
  'POST /api/v1/twin/preview/answers': {
    body: {
      /**
       * Through whose eyes.
       */
      audience: 'public' | 'recruiter' | 'colleague' | 'owner'
      question: string
      /**
       * The question before it, in its conversation.
       */
      context?: string
    }
    response: Answer
  }
  /**
   * Where sources contradict one another
   */
  'GET /api/v1/twin/contradictions': {
    response: {
      contradictions: {
        kind: 'profile' | 'number'
        /**
         * JSON pointer to the field, or the sentence with # for the number.
         */
        about: string
        statements: {
          sourceId: string
          title: string
          version: string
          audience: 'public' | 'recruiter' | 'colleague' | 'owner'
          language: string
          value: string
          /**
           * UTF-16 index into the source text.
           */
          start: number
          end: number
          quote: string
        }[]
      }[]
      /**
       * Sources that were compared: the newest 2,000.
       */
      compared: number
      comparable: number
    }
  }
  /**
   * Read your profile as JSON
   */
  'GET /api/v1/twin/profile': {
    response: EditedProfile
  }
  /**
   * Save your profile
   */
  'PUT /api/v1/twin/profile': {
    body: {
      profile: {
        [k: string]: unknown
      }
      /**
       * The one that was read; null when there was none.
       */
      version: string | null
    }
    response: EditedProfile
  }
  /**
   * Read a resume into a profile
   */
  'POST /api/v1/twin/profile/draft': {
    body: {
      /**
       * A resume as text or Markdown.
       */
      text: string
    }
    response: ProfileDraft
  }
  /**
   * Remove the invented person
   */
  'DELETE /api/v1/twin/sample': {
    response: {
      removed: number
    }
  }
  /**
   * Import a job posting
   */
  'POST /api/v1/jobs': {
    body: {
      /**
       * The posting: plain text, Markdown, the HTML of its page (JSON-LD JobPosting is preferred) or JSON-LD. At most 200,000 characters of it as read.
       */
      text: string
      /**
       * Of the post. Read from the posting when left out.
       */
      title?: string
    }
    response: ImportedJob
  }
  /**
   * List the postings, the newest or the best fitting first
   */
  'GET /api/v1/jobs': {
    query: {
      /**
       * `fit`: those that the profile fits best first; each is matched, which takes a moment the first time.
       */
      sort?: 'newest' | 'fit'
    }
    response: {
      jobs: JobSummary[]
    }
  }
  /**
   * A posting with what it asks for
   */
  'GET /api/v1/jobs/{id}': {
    path: {
      id: string
    }
    response: Job
  }
  /**
   * Delete a posting
   */
  'DELETE /api/v1/jobs/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * How the profile and the documents fit a posting
   */
  'GET /api/v1/jobs/{id}/match': {
    path: {
      id: string
    }
    response: JobMatch
  }
  /**
   * A résumé for a posting, in JSON Resume
   */
  'GET /api/v1/jobs/{id}/resume': {
    path: {
      id: string
    }
    query: {
      /**
       * Nothing that this audience may not see is used.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
    }
    response: TailoredResume
  }
  /**
   * The same résumé as HTML, to download
   */
  'GET /api/v1/jobs/{id}/resume.html': {
    path: {
      id: string
    }
    query: {
      /**
       * Nothing that this audience may not see is used.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Add where each line stands in the profile, as a last section.
       */
      sources?: string
    }
    response: unknown
  }
  /**
   * The same résumé as PDF, to download
   */
  'GET /api/v1/jobs/{id}/resume.pdf': {
    path: {
      id: string
    }
    query: {
      /**
       * Nothing that this audience may not see is used.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Add where each line stands in the profile, as a last section.
       */
      sources?: string
    }
    response: unknown
  }
  /**
   * Tickets, the newest first
   */
  'GET /api/v1/tickets': {
    query: {
      /**
       * One, or several by repeating it.
       */
      status?:
        | ('new' | 'classified' | 'in_progress' | 'resolved' | 'closed')
        | ('new' | 'classified' | 'in_progress' | 'resolved' | 'closed')[]
      category?: 'network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database'
      priority?: 'low' | 'medium' | 'high' | 'critical'
      assignee?: string
      source?: 'rest' | 'cli' | 'email' | 'alert' | 'agent'
      flag?: string
      /**
       * Whole words, "phrases", or, -not; case and accents do not matter.
       */
      q?: string
      /**
       * `nextCursor` of the page before.
       */
      cursor?: number
      limit?: number
    }
    response: {
      tickets: Ticket[]
      nextCursor: number | null
    }
  }
  /**
   * Open a ticket
   */
  'POST /api/v1/tickets': {
    body: {
      description: string
      /**
       * Left out, the first words of the description.
       */
      title?: string
      category?: 'network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database'
      subcategory?: string
      /**
       * Left out, medium until it is classified.
       */
      priority?: 'low' | 'medium' | 'high' | 'critical'
      assignee?: string
      /**
       * @maxItems 20
       */
      tags?: string[]
      reporter?: {
        name?: string
        email?: string
      }
      /**
       * Sent again with the same key, after an answer that was lost, nothing is done twice.
       */
      idempotencyKey?: string
    }
    response: Ticket
  }
  /**
   * A ticket with its comments, trail, links, runs and alerts
   */
  'GET /api/v1/tickets/{id}': {
    path: {
      id: number
    }
    response: TicketDetails
  }
  /**
   * Change a ticket
   */
  'PATCH /api/v1/tickets/{id}': {
    path: {
      id: number
    }
    body: {
      /**
       * The version you have read; refused when the ticket has changed since.
       */
      version?: number
      status?: 'new' | 'classified' | 'in_progress' | 'resolved' | 'closed'
      title?: string
      category?: 'network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database'
      subcategory?: string | null
      priority?: 'low' | 'medium' | 'high' | 'critical'
      assignee?: string | null
      /**
       * @maxItems 20
       */
      tags?: string[]
      duplicateOf?: number | null
      /**
       * How it ended, in a sentence.
       */
      outcome?: string | null
    }
    response: Ticket
  }
  /**
   * Comment on a ticket
   */
  'POST /api/v1/tickets/{id}/comments': {
    path: {
      id: number
    }
    body: {
      text: string
      /**
       * Sent again with the same key, after an answer that was lost, nothing is done twice.
       */
      idempotencyKey?: string
    }
    response: TicketComment
  }
  /**
   * Classify a ticket
   */
  'POST /api/v1/tickets/{id}/classify': {
    path: {
      id: number
    }
    response: Ticket
  }
  /**
   * A ticket or a comment from an e-mail
   */
  'POST /api/v1/tickets/email': {
    body: {
      /**
       * "Name <name@example.org>" or the address alone.
       */
      from: string
      subject?: string
      text: string
      /**
       * Message-ID header: the same one again changes nothing.
       */
      messageId: string
      /**
       * In-Reply-To header.
       */
      inReplyTo?: string
      /**
       * References header, split.
       *
       * @maxItems 100
       */
      references?: string[]
    }
    response: {
      outcome: 'created' | 'commented' | 'repeated'
      ticketId: number
      ticket?: Ticket
    }
  }
  /**
   * Webhook of Alertmanager (version 4)
   */
  'POST /api/v1/tickets/alertmanager': {
    body: {
      version: '4'
      /**
       * @maxItems 1000
       */
      alerts: {
        status: 'firing' | 'resolved'
        labels: {
          [k: string]: string
        }
        annotations?: {
          [k: string]: string
        }
        startsAt: string
        fingerprint: string
        generatorURL?: string
        [k: string]: unknown
      }[]
      truncatedAlerts?: number
      [k: string]: unknown
    }
    response: {
      alerts: {
        fingerprint: string | null
        outcome:
          | 'created'
          | 'reopened'
          | 'continued'
          | 'escalated'
          | 'repeated'
          | 'commented'
          | 'resolved'
          | 'ignored'
          | 'rejected'
        ticketId: number | null
        /**
         * Why it was rejected.
         */
        reason?: string
      }[]
    }
  }
  /**
   * Procedures, with their success rates
   */
  'GET /api/v1/sops': {
    response: {
      sops: SopSummary[]
    }
  }
  /**
   * A procedure
   */
  'GET /api/v1/sops/{id}': {
    path: {
      id: string
    }
    response: SopDetails
  }
  /**
   * Questions of the bank
   */
  'GET /api/v1/interviews/questions': {
    query: {
      kind?: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
      level?: 'junior' | 'mid' | 'senior'
      stage?: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
      /**
       * A whole topic, such as "sql".
       */
      topic?: string
      language?: 'en' | 'es'
      /**
       * `next` of the page before.
       */
      after?: string
      limit?: number
    }
    response: {
      questions: InterviewQuestion[]
      /**
       * On all pages.
       */
      total: number
      /**
       * null on the last page.
       */
      next: string | null
    }
  }
  /**
   * A question of the bank, with what a good answer contains
   */
  'GET /api/v1/interviews/questions/{id}': {
    path: {
      id: string
    }
    response: InterviewQuestion
  }
  /**
   * Which questions an interview for a posting asks, and why
   */
  'POST /api/v1/interviews/plans': {
    body: {
      /**
       * A posting that was imported.
       */
      jobId?: string
      /**
       * A posting, when it was not imported.
       */
      posting?: {
        title: string
        /**
         * @maxItems 100
         */
        requirements?: {
          text: string
          /**
           * Or only nice to have.
           */
          must?: boolean
        }[]
      }
      /**
       * A job title, when there is no posting.
       */
      role?: string
      /**
       * Left out, it is read off the posting.
       */
      stage?: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
      /**
       * Left out, it is read off the posting.
       */
      level?: 'junior' | 'mid' | 'senior'
      language?: 'en' | 'es'
      minutes?: number
      /**
       * These and no others, in this order: of the bank by id ({"id": "technical-016"}), or in your own words ({"text": "How do you hand over a shift?", "kind": "cultural", "topics": ["handover"], "minutes": 3}).
       *
       * @minItems 1
       * @maxItems 20
       */
      questions?: (
        | {
            id: string
          }
        | {
            text: string
            kind?: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
            /**
             * What it is about: with these an unanswered question is put in other words.
             *
             * @maxItems 4
             */
            topics?: string[]
            minutes?: number
          }
      )[]
    }
    response: InterviewPlan
  }
  /**
   * An interview in which the twin is the candidate
   */
  'POST /api/v1/interviews/simulations': {
    body: {
      /**
       * A posting that was imported.
       */
      jobId?: string
      /**
       * A posting, when it was not imported.
       */
      posting?: {
        title: string
        /**
         * @maxItems 100
         */
        requirements?: {
          text: string
          /**
           * Or only nice to have.
           */
          must?: boolean
        }[]
      }
      /**
       * A job title, when there is no posting.
       */
      role?: string
      /**
       * Left out, it is read off the posting.
       */
      stage?: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
      /**
       * Left out, it is read off the posting.
       */
      level?: 'junior' | 'mid' | 'senior'
      language?: 'en' | 'es'
      minutes?: number
      /**
       * These and no others, in this order: of the bank by id ({"id": "technical-016"}), or in your own words ({"text": "How do you hand over a shift?", "kind": "cultural", "topics": ["handover"], "minutes": 3}).
       *
       * @minItems 1
       * @maxItems 20
       */
      questions?: (
        | {
            id: string
          }
        | {
            text: string
            kind?: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
            /**
             * What it is about: with these an unanswered question is put in other words.
             *
             * @maxItems 4
             */
            topics?: string[]
            minutes?: number
          }
      )[]
      /**
       * Whose view of the twin the interviewer has; never more than your own.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
    }
    response: InterviewSimulation
  }
  /**
   * Score an answer to an interview question
   */
  'POST /api/v1/interviews/evaluations': {
    body: {
      question: string
      /**
       * `behavioral` and `situational` are read as `behavioural`, `business` as `industry`.
       */
      kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary' | 'behavioral' | 'business' | 'situational'
      answer: string
      /**
       * Found in the answer when left out.
       */
      language?: 'en' | 'fr' | 'de' | 'es' | 'und'
      /**
       * What a good answer contains, a short sentence each.
       *
       * @maxItems 10
       */
      looksFor?: string[]
      /**
       * What speaks against an answer; read by a language model only.
       *
       * @maxItems 10
       */
      redFlags?: string[]
    }
    response: Evaluation
  }
  /**
   * Your scored answers, the newest first
   */
  'GET /api/v1/interviews/evaluations': {
    query: {
      kind?: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
      limit?: number
    }
    response: {
      evaluations: Evaluation[]
    }
  }
  /**
   * Delete a scored answer
   */
  'DELETE /api/v1/interviews/evaluations/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Means and trends of your scored answers
   */
  'GET /api/v1/interviews/performance': {
    response: InterviewPerformance
  }
  /**
   * Hand in figures that were measured elsewhere
   */
  'POST /api/v1/interviews/performance': {
    body: {
      /**
       * 0 to 100 for all three, or a share of 1 for all three: shares when none is above 1.
       */
      accuracy: number
      /**
       * 0 to 100 for all three, or a share of 1 for all three: shares when none is above 1.
       */
      storyCoverage: number
      /**
       * 0 to 100 for all three, or a share of 1 for all three: shares when none is above 1.
       */
      satisfaction: number
      /**
       * Milliseconds.
       */
      responseTime: number
      category: string
    }
    response: {
      id: string
    }
  }
  /**
   * What to work on, from your scored answers
   */
  'GET /api/v1/interviews/performance/recommendations': {
    query: {
      /**
       * Your own id, or as the owner anybody’s.
       */
      userId?: string
      /**
       * Looks at the last day, week or month only.
       */
      period?: 'daily' | 'weekly' | 'monthly'
      includeAnalytics?: 'true' | 'false'
    }
    response: InterviewRecommendations
  }
  /**
   * The next thresholds, and how far they are
   */
  'GET /api/v1/interviews/performance/milestones': {
    query: {
      /**
       * Your own id, or as the owner anybody’s.
       */
      userId?: string
      numberOfMilestones?: number
    }
    response: InterviewMilestones
  }
  /**
   * Begin to practise: the first question, and the clock runs
   */
  'POST /api/v1/interviews/sessions': {
    body: {
      /**
       * A posting that was imported.
       */
      jobId?: string
      /**
       * A posting, when it was not imported.
       */
      posting?: {
        title: string
        /**
         * @maxItems 100
         */
        requirements?: {
          text: string
          /**
           * Or only nice to have.
           */
          must?: boolean
        }[]
      }
      /**
       * A job title, when there is no posting.
       */
      role?: string
      /**
       * Left out, it is read off the posting.
       */
      stage?: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
      /**
       * Left out, it is read off the posting.
       */
      level?: 'junior' | 'mid' | 'senior'
      language?: 'en' | 'es'
      minutes?: number
      /**
       * These and no others, in this order: of the bank by id ({"id": "technical-016"}), or in your own words ({"text": "How do you hand over a shift?", "kind": "cultural", "topics": ["handover"], "minutes": 3}).
       *
       * @minItems 1
       * @maxItems 20
       */
      questions?: (
        | {
            id: string
          }
        | {
            text: string
            kind?: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
            /**
             * What it is about: with these an unanswered question is put in other words.
             *
             * @maxItems 4
             */
            topics?: string[]
            minutes?: number
          }
      )[]
    }
    response: InterviewSession
  }
  /**
   * Your practice sessions, the newest first
   */
  'GET /api/v1/interviews/sessions': {
    query: {
      state?: 'running' | 'paused' | 'finished' | 'abandoned'
      /**
       * `next` of the page before.
       */
      before?: string
      limit?: number
    }
    response: {
      sessions: {
        id: string
        title: string
        stage: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
        level: 'junior' | 'mid' | 'senior'
        language: 'en' | 'es'
        minutes: number
        state: 'running' | 'paused' | 'finished' | 'abandoned'
        endedBecause: ('answered' | 'time' | 'abandoned') | null
        startedAt: string
        endedAt: string | null
        /**
         * Questions that the plan has.
         */
        planned: number
        /**
         * Of a finished session.
         */
        result: {
          /**
           * Mean of the planned questions that were answered, 0 to 100.
           */
          score: number | null
          dimensions: {
            /**
             * null when there is nothing to take a mean of.
             */
            [k: string]: number | null
          }
          /**
           * Planned questions with an answer.
           */
          answered: number
          /**
           * Planned questions that were asked and have no answer.
           */
          skipped: number
          /**
           * Follow-ups that were skipped; the question itself may be answered all the same.
           */
          skippedFollowUps: number
          notReached: number
        } | null
      }[]
      /**
       * For `before`; null on the last page.
       */
      next: string | null
    }
  }
  /**
   * How your finished sessions went, one after the other
   */
  'GET /api/v1/interviews/sessions/progress': {
    response: PracticeProgress
  }
  /**
   * A practice session: the open question, the clock and the answers so far
   */
  'GET /api/v1/interviews/sessions/{id}': {
    path: {
      id: string
    }
    response: InterviewSession
  }
  /**
   * Delete a session with all its answers
   */
  'DELETE /api/v1/interviews/sessions/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Answer the open question
   */
  'POST /api/v1/interviews/sessions/{id}/answers': {
    path: {
      id: string
    }
    body: {
      /**
       * Names this answer, in 8 to 64 letters, digits, - or _ of your own choice, new for each: sent again with the same key, it counts once.
       */
      key: string
      /**
       * Number of the question that is answered.
       */
      turn: number
      answer?: string
      /**
       * In place of an answer: it stays unanswered.
       */
      skip?: true
    }
    response: InterviewSession
  }
  /**
   * Stop the clock
   */
  'POST /api/v1/interviews/sessions/{id}/pause': {
    path: {
      id: string
    }
    response: InterviewSession
  }
  /**
   * Go on; the pause does not count
   */
  'POST /api/v1/interviews/sessions/{id}/resume': {
    path: {
      id: string
    }
    response: InterviewSession
  }
  /**
   * End a session before its end
   */
  'POST /api/v1/interviews/sessions/{id}/abandon': {
    path: {
      id: string
    }
    response: InterviewSession
  }
  /**
   * Scores with quoted evidence, times, and what to practise next
   */
  'GET /api/v1/interviews/sessions/{id}/report': {
    path: {
      id: string
    }
    response: InterviewReport
  }
  /**
   * The agents and their capabilities
   */
  'GET /api/v1/agents': {
    response: {
      agents: {
        name: string
        purpose: string
        /**
         * null without any run.
         */
        lately: {
          succeeded: number
          failed: number
          cancelled: number
          /**
           * Begun, or waiting to be.
           */
          open: number
          lastRunAt: string
          lastFailure: {
            runId: string
            capability: string
            message: string
            at: string
          } | null
        } | null
        capabilities: {
          name: string
          purpose: string
          risk: 'read' | 'change' | 'dangerous'
          timeLimitSeconds: number
          /**
           * JSON Schema
           */
          input: {
            [k: string]: unknown
          }
          /**
           * JSON Schema
           */
          output: {
            [k: string]: unknown
          }
        }[]
      }[]
    }
  }
  /**
   * What runs by itself
   */
  'GET /api/v1/schedules': {
    response: {
      schedules: {
        name: string
        cron: string
        timezone: string
        capability: string
        input: unknown
        /**
         * Whose rights its runs have.
         */
        actor: string
        /**
         * When it comes due next; null when it never does again.
         */
        nextAt: string | null
      }[]
    }
  }
  /**
   * Run a capability again and again
   */
  'PUT /api/v1/schedules/{name}': {
    path: {
      name: string
    }
    body: {
      /**
       * Five fields, as in crontab, or an RFC 5545 rule such as FREQ=DAILY;BYHOUR=2;BYMINUTE=0.
       */
      cron: string
      /**
       * IANA name, such as Europe/Paris.
       */
      timezone?: string
      capability: string
      input?: unknown
    }
    response: {
      name: string
      cron: string
      timezone: string
      capability: string
      input: unknown
      /**
       * Whose rights its runs have.
       */
      actor: string
      /**
       * When it comes due next; null when it never does again.
       */
      nextAt: string | null
    }
  }
  /**
   * Stop running it by itself
   */
  'DELETE /api/v1/schedules/{name}': {
    path: {
      name: string
    }
    response: unknown
  }
  /**
   * Have an agent do something
   */
  'POST /api/v1/runs': {
    body: {
      /**
       * agent.capability, as GET /api/v1/agents lists them.
       */
      capability: string
      input?: unknown
      /**
       * Leave a run and a receipt even for a read.
       */
      receipt?: boolean
      /**
       * The same key gives the same run.
       */
      idempotencyKey?: string
      waitSeconds?: number
    }
    response: {
      output: unknown
      run: Run | null
    }
  }
  /**
   * Runs, the newest first
   */
  'GET /api/v1/runs': {
    query: {
      state?: 'waiting' | 'queued' | 'running' | 'suspended' | 'succeeded' | 'failed' | 'cancelled'
      capability?: string
      parent?: string
    }
    response: {
      runs: Run[]
    }
  }
  /**
   * A run with its steps
   */
  'GET /api/v1/runs/{id}': {
    path: {
      id: string
    }
    response: {
      run: Run
      steps: {
        name: string
        idempotencyKey: string | null
        output: unknown
        startedAt: string
        finishedAt: string | null
      }[]
      approval: Approval | null
      /**
       * What a person must answer before it can go on: its own approval, and those of the runs it started.
       */
      waitsFor: Approval[]
    }
  }
  /**
   * What happens in a run
   */
  'GET /api/v1/runs/{id}/events': {
    path: {
      id: string
    }
    response: {
      events: {
        id: number
        type: string
        data: unknown
        at: string
      }[]
    }
  }
  /**
   * The receipt of a run that has ended
   */
  'GET /api/v1/runs/{id}/receipt': {
    path: {
      id: string
    }
    response: ChainedReceipt
  }
  /**
   * Stop a run
   */
  'POST /api/v1/runs/{id}/cancel': {
    path: {
      id: string
    }
    response: Run
  }
  /**
   * Actions that wait for a person, or did
   */
  'GET /api/v1/approvals': {
    query: {
      state?: 'pending' | 'approved' | 'refused' | 'expired' | 'used'
    }
    response: {
      approvals: {
        approval: Approval
        run: Run
        /**
         * Why you may not say yes to it: no right to decide, your own, of somebody who sees more, of a key of your family.
         */
        objection: ('no_right' | 'own' | 'above' | 'same_key') | null
      }[]
    }
  }
  /**
   * Say yes to exactly this action, once
   */
  'POST /api/v1/approvals/{id}/approve': {
    path: {
      id: string
    }
    body: {
      /**
       * Of the action as you saw it.
       */
      actionHash: string
      /**
       * Stays with the run and in its receipt.
       */
      note?: string
    }
    response: {
      approval: Approval
      run: Run
    }
  }
  /**
   * Say no, and why
   */
  'POST /api/v1/approvals/{id}/refuse': {
    path: {
      id: string
    }
    body: {
      reason: string
    }
    response: {
      approval: Approval
      run: Run
    }
  }
  /**
   * Requests, queue, cache, database, models, host, backups and alerts, as they are now
   */
  'GET /api/v1/operations': {
    response: OperationsSnapshot
  }
  /**
   * The same every three seconds, as server-sent events named `snapshot`
   */
  'GET /api/v1/operations/events': {
    /**
     * text/event-stream
     */
    response: string
  }
  /**
   * Keys, the newest first, with those that are revoked
   */
  'GET /api/v1/keys': {
    response: {
      keys: ApiKey[]
    }
  }
  /**
   * Make a key
   */
  'POST /api/v1/keys': {
    body: {
      name: string
      /**
       * What it may see.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * What it may do.
       *
       * @minItems 1
       */
      scopes: (
        | 'ask'
        | 'knowledge:read'
        | 'knowledge:write'
        | 'inbox:read'
        | 'inbox:write'
        | 'agents:read'
        | 'agents:run'
        | 'approvals:decide'
        | 'desk:read'
        | 'desk:write'
        | 'desk:intake'
        | 'keys:manage'
        | 'links:manage'
        | 'audit:read'
        | 'careers:read'
        | 'careers:write'
        | 'analytics:read'
        | 'experiments:manage'
      )[]
      /**
       * Left out, it does not expire.
       */
      expiresInDays?: number
    }
    response: {
      key: ApiKey
      /**
       * Sent as a bearer token. Shown this once; only its hash is kept.
       */
      secret: string
    }
  }
  /**
   * Give it a new secret; the old one works a while longer
   */
  'POST /api/v1/keys/{id}/rotate': {
    path: {
      id: string
    }
    body: {
      /**
       * How long the old secret still works.
       */
      overlapHours?: number
    } | null
    response: {
      key: ApiKey
      /**
       * Sent as a bearer token. Shown this once; only its hash is kept.
       */
      secret: string
    }
  }
  /**
   * Revoke it, at once and for good
   */
  'DELETE /api/v1/keys/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Share links, the newest first
   */
  'GET /api/v1/share-links': {
    response: {
      links: ShareLink[]
    }
  }
  /**
   * Let somebody in as an audience
   */
  'POST /api/v1/share-links': {
    body: {
      name: string
      /**
       * What they may see.
       */
      audience?: 'public' | 'recruiter' | 'colleague'
      /**
       * Left out, it does not expire.
       */
      expiresInDays?: number
      /**
       * Left out, any number may be asked.
       */
      questionLimit?: number
    }
    response: ShareLink
  }
  /**
   * What a link was used for, by day
   */
  'GET /api/v1/share-links/{id}/days': {
    path: {
      id: string
    }
    response: {
      days: {
        day: string
        questions: number
        refused: number
      }[]
    }
  }
  /**
   * End it, at once and for good
   */
  'DELETE /api/v1/share-links/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Where you have signed in, the one used last first
   */
  'GET /api/v1/session/all': {
    response: {
      sessions: BrowserSession[]
    }
  }
  /**
   * Sign out everywhere else
   */
  'DELETE /api/v1/session/all': {
    response: {
      ended: number
    }
  }
  /**
   * Change your password, and sign out everywhere else
   */
  'PUT /api/v1/session/password': {
    body: {
      current: string
      next: string
    }
    response: unknown
  }
  /**
   * Begin to sign in in two steps
   */
  'POST /api/v1/session/two-factor': {
    body: {
      password: string
    }
    response: {
      /**
       * What an authenticator app reads as a QR code.
       */
      uri: string
      /**
       * The same, to type in.
       */
      secret: string
      /**
       * Each is good once, instead of a code. Shown this once.
       */
      backupCodes: string[]
    }
  }
  /**
   * Sign in with the password alone again
   */
  'DELETE /api/v1/session/two-factor': {
    body: {
      password: string
    }
    response: unknown
  }
  /**
   * Confirm it with a first code
   */
  'POST /api/v1/session/two-factor/confirm': {
    body: {
      code: string
    }
    response: unknown
  }
  /**
   * Who can sign in
   */
  'GET /api/v1/users': {
    response: {
      users: User[]
    }
  }
  /**
   * Invitations that nobody has used yet, the newest first
   */
  'GET /api/v1/users/invitations': {
    response: {
      invitations: Invitation[]
    }
  }
  /**
   * Invite somebody
   */
  'POST /api/v1/users/invitations': {
    body: {
      /**
       * Left out, whoever uses the link chooses.
       */
      email?: string
      /**
       * What they may do.
       */
      role?: 'owner' | 'operator' | 'viewer'
      /**
       * What a viewer sees; left out: colleague. The other roles have theirs.
       */
      audience?: 'recruiter' | 'colleague'
    }
    response: {
      invitation: Invitation
      /**
       * For the person, once, within 72 hours. Shown this once. What lets them in stands after the #, which no log sees.
       */
      url: string
    }
  }
  /**
   * Take an invitation back
   */
  'DELETE /api/v1/users/invitations/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * A link for a new password
   */
  'POST /api/v1/users/{id}/reset-link': {
    path: {
      id: string
    }
    body: {
      /**
       * Whether it turns the second step off as well.
       */
      dropsTwoFactor?: boolean
    } | null
    response: {
      /**
       * For the person, once, within 72 hours. Shown this once. What lets them in stands after the #, which no log sees.
       */
      url: string
      expiresAt: string
    }
  }
  /**
   * Change what somebody may do
   */
  'PATCH /api/v1/users/{id}': {
    path: {
      id: string
    }
    body: {
      role: 'owner' | 'operator' | 'viewer'
      /**
       * What a viewer sees; left out: colleague. The other roles have theirs.
       */
      audience?: 'recruiter' | 'colleague'
    }
    response: User
  }
  /**
   * Remove somebody, and sign them out at once
   */
  'DELETE /api/v1/users/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Names of people and keys
   */
  'GET /api/v1/actors': {
    response: {
      actors: NamedActor[]
    }
  }
  /**
   * Entries of the hash chain, in order or the newest first
   */
  'GET /api/v1/audit': {
    query: {
      /**
       * `next` of the page before.
       */
      after?: number
      /**
       * Which come first; `newest` goes back from `after`, or from the end.
       */
      order?: 'oldest' | 'newest'
      limit?: number
      kind?: string
      subject?: string
      /**
       * Not before.
       */
      from?: string
      /**
       * Before.
       */
      to?: string
    }
    response: {
      entries: AuditEntry[]
      /**
       * Null at the end.
       */
      next: number | null
    }
  }
  /**
   * Recompute the hash chain, and look whether the answers are still those that were shown
   */
  'GET /api/v1/audit/verification': {
    response: AuditVerification
  }
  /**
   * Where the chain stands, signed, to be kept elsewhere
   */
  'GET /api/v1/audit/checkpoint': {
    response: AuditCheckpoint
  }
  /**
   * Proof that an answer is what was shown
   */
  'GET /api/v1/audit/answers/{id}': {
    path: {
      id: string
    }
    response: AnswerProof
  }
  /**
   * Visitors, sessions, questions, refusals, ratings and latencies of a period
   */
  'GET /api/v1/analytics/summary': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
    }
    response: AnalyticsSummary
  }
  /**
   * The same by hour, day, week or month (UTC)
   */
  'GET /api/v1/analytics/series': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
      /**
       * Weeks begin on Monday. Hours are of everybody together, and kept for 92 days.
       */
      step?: 'hour' | 'day' | 'week' | 'month'
    }
    response: AnalyticsSeries
  }
  /**
   * What people ask about, the most asked first
   */
  'GET /api/v1/analytics/topics': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
      limit?: number
    }
    response: AnalyticsTopics
  }
  /**
   * Share links, and how far their visitors came
   */
  'GET /api/v1/analytics/links': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
    }
    response: AnalyticsLinks
  }
  /**
   * What people think of answers, and which topics need work
   */
  'GET /api/v1/analytics/ratings': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
    }
    response: AnalyticsRatings
  }
  /**
   * How things stand, how they change, and what to do about it
   */
  'GET /api/v1/analytics/report': {
    query: {
      /**
       * The last day, 7 days or 30 days, today among them.
       */
      period?: 'daily' | 'weekly' | 'monthly'
    }
    response: AnalyticsReport
  }
  /**
   * Rows for a spreadsheet or a program, as JSON or CSV; at most 100,000
   */
  'GET /api/v1/analytics/export': {
    query: {
      /**
       * The last so many days, today among them; 30 when nothing is said.
       */
      days?: number
      /**
       * First day, in place of `days`.
       */
      from?: string
      /**
       * Last day; today when it is left out.
       */
      to?: string
      /**
       * Only who asked as this audience.
       */
      audience?: 'public' | 'recruiter' | 'colleague' | 'owner'
      /**
       * Only who came by this share link.
       */
      link?: string
      /**
       * Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.
       */
      client?: string
      /**
       * `events` are single ones of the last 30 days.
       */
      what?: 'series' | 'topics' | 'links' | 'ratings' | 'events'
      format?: 'json' | 'csv'
      /**
       * Of the series.
       */
      step?: 'hour' | 'day' | 'week' | 'month'
    }
    response: {
      what: 'series' | 'topics' | 'links' | 'ratings' | 'events'
      rows: {
        [k: string]: string | number | boolean | null
      }[]
    }
  }
  /**
   * Delete what was counted: before a day, of a share link, or everything; for the owner
   */
  'POST /api/v1/analytics/deletions': {
    body: {
      /**
       * What was counted before that day (UTC).
       */
      before?: string
      /**
       * What was counted of this share link.
       */
      link?: string
      /**
       * All there is.
       */
      everything?: true
    }
    response: unknown
  }
  /**
   * What an app asks you for, without answering
   */
  'POST /api/v1/consent/request': {
    body: {
      /**
       * The query that the consent page was opened with. It is signed, and good for ten minutes.
       */
      request: string
    }
    response: ConsentRequest
  }
  /**
   * Let an app act for you, or do not
   */
  'POST /api/v1/consent': {
    body:
      | {
          /**
           * The query that the consent page was opened with. It is signed, and good for ten minutes.
           */
          request: string
          allow: false
        }
      | {
          /**
           * The query that the consent page was opened with. It is signed, and good for ten minutes.
           */
          request: string
          allow: true
          /**
           * What it may do, of what it asks for.
           *
           * @minItems 1
           * @maxItems 50
           */
          scopes: string[]
          /**
           * What it sees at most.
           */
          audience: 'public' | 'recruiter' | 'colleague' | 'owner'
        }
    response: {
      /**
       * Where the browser goes: back to the app.
       */
      url: string
    }
  }
  /**
   * Apps that act for you, the newest first; for the owner, everybody’s
   */
  'GET /api/v1/connected-apps': {
    response: {
      apps: ConnectedApp[]
    }
  }
  /**
   * Disconnect it, with all its tokens, at once
   */
  'DELETE /api/v1/connected-apps/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Models that are configured, in the order in which they are asked; for the owner
   */
  'GET /api/v1/models': {
    response: {
      models: ConfiguredModel[]
    }
  }
  /**
   * Make one small call, and say what came of it; for the owner
   */
  'POST /api/v1/models/{id}/try': {
    path: {
      id: string
    }
    response: ModelTrial
  }
  /**
   * How long things are kept, as configured; for the owner
   */
  'GET /api/v1/privacy/retention': {
    response: Retention
  }
  /**
   * All that is kept, as one JSON document; for the owner
   */
  'GET /api/v1/privacy/export': {
    response: unknown
  }
  /**
   * Delete questions and answers: before a day, or all; for the owner
   */
  'POST /api/v1/privacy/answers/deletions': {
    body: {
      /**
       * What was asked before that day (UTC).
       */
      before?: string
      /**
       * All there is.
       */
      everything?: true
    }
    response: {
      /**
       * Answers, with their questions.
       */
      deleted: number
      /**
       * Questions in the inbox.
       */
      inbox: number
    }
  }
  /**
   * Experiments, the newest first
   */
  'GET /api/v1/experiments': {
    query: {
      state?: 'draft' | 'running' | 'stopped' | 'shipped'
    }
    response: {
      experiments: Experiment[]
    }
  }
  /**
   * Create an experiment
   */
  'POST /api/v1/experiments': {
    body: {
      name: string
      /**
       * What you expect, and why.
       */
      hypothesis: string
      /**
       * What counts as a success: at most once for each visitor.
       */
      metric: 'thumb' | 'follow-up' | 'citation-opened' | 'contact-clicked'
      /**
       * The first is the control. A name of a strategy is enough: {"name": "concise"}.
       *
       * @minItems 2
       * @maxItems 6
       */
      arms: {
        name: string
        /**
         * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
         */
        strategy?: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
        /**
         * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
         */
        writer?: 'automatic' | 'sources'
        /**
         * Share of the visitors. Of all arms or of none.
         */
        weight?: number
      }[]
      /**
       * Whose visitors take part.
       *
       * @minItems 1
       */
      audiences?: ('public' | 'recruiter' | 'colleague')[]
      /**
       * In all; the intervals are narrowest there, and valid everywhere.
       */
      expectedVisitors?: number
      /**
       * The smallest difference worth knowing; 0.03 is three points.
       */
      minimumEffect?: number
    }
    response: Experiment
  }
  /**
   * An experiment and what it says so far
   */
  'GET /api/v1/experiments/{id}': {
    path: {
      id: string
    }
    response: ExperimentResult
  }
  /**
   * Change a draft
   */
  'PATCH /api/v1/experiments/{id}': {
    path: {
      id: string
    }
    body: {
      name?: string
      /**
       * What you expect, and why.
       */
      hypothesis?: string
      /**
       * What counts as a success: at most once for each visitor.
       */
      metric?: 'thumb' | 'follow-up' | 'citation-opened' | 'contact-clicked'
      /**
       * The first is the control. A name of a strategy is enough: {"name": "concise"}.
       *
       * @minItems 2
       * @maxItems 6
       */
      arms?: {
        name: string
        /**
         * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
         */
        strategy?: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
        /**
         * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
         */
        writer?: 'automatic' | 'sources'
        /**
         * Share of the visitors. Of all arms or of none.
         */
        weight?: number
      }[]
      /**
       * Whose visitors take part.
       *
       * @minItems 1
       */
      audiences?: ('public' | 'recruiter' | 'colleague')[]
      /**
       * In all; the intervals are narrowest there, and valid everywhere.
       */
      expectedVisitors?: number
      /**
       * The smallest difference worth knowing; 0.03 is three points.
       */
      minimumEffect?: number
    }
    response: Experiment
  }
  /**
   * Delete an experiment with all that was counted of it
   */
  'DELETE /api/v1/experiments/{id}': {
    path: {
      id: string
    }
    response: unknown
  }
  /**
   * Start an experiment
   */
  'POST /api/v1/experiments/{id}/start': {
    path: {
      id: string
    }
    response: Experiment
  }
  /**
   * Stop an experiment, for good
   */
  'POST /api/v1/experiments/{id}/stop': {
    path: {
      id: string
    }
    body: {
      note?: string
    }
    response: Experiment
  }
  /**
   * Answer as one of its arms does, from now on
   */
  'POST /api/v1/experiments/{id}/ship': {
    path: {
      id: string
    }
    body: {
      /**
       * Whose settings.
       */
      arm: string
      /**
       * Though nothing shows that it is better; say why in `note`.
       */
      force?: boolean
      note?: string
    }
    response: Experiment
  }
  /**
   * The result as a file
   */
  'GET /api/v1/experiments/{id}/export': {
    path: {
      id: string
    }
    query: {
      format?: 'json' | 'csv'
    }
    response: ExperimentResult | string
  }
  /**
   * What was shipped, by audience
   */
  'GET /api/v1/experiments/defaults': {
    response: {
      defaults: {
        audience: 'public' | 'recruiter' | 'colleague' | 'owner'
        /**
         * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
         */
        strategy: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
        /**
         * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
         */
        writer: 'automatic' | 'sources'
        experimentId: string | null
        at: string
      }[]
    }
  }
  /**
   * Take back what was shipped to an audience
   */
  'DELETE /api/v1/experiments/defaults/{audience}': {
    path: {
      audience: 'public' | 'recruiter' | 'colleague' | 'owner'
    }
    response: unknown
  }
  /**
   * How an arm or a strategy did, in every experiment
   */
  'GET /api/v1/experiments/variants/{name}': {
    path: {
      /**
       * The name of an arm, such as `concise`.
       */
      name: string
    }
    response: VariantPerformance
  }
  /**
   * Answer a question in two ways
   */
  'POST /api/v1/experiments/comparisons': {
    body: {
      /**
       * Yours; it comes back with the answer.
       */
      questionId: string
      question: string
      /**
       * What was said before.
       */
      context?: string
      /**
       * control (tells stories), concise, detailed, example-driven, or automatic.
       */
      controlVariantId?: string
      testVariantId?: string
    }
    response: Comparison
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Answer".
 */
export interface Answer {
  id: string
  refused: boolean
  reason?: 'no_support'
  /**
   * The refusal in words.
   */
  message?: string
  mode: 'extractive' | 'generated'
  language: string
  sentences: {
    text: string
    citations: Citation[]
  }[]
  suggestions: string[]
  conversationId: string
  durationMs: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Citation".
 */
export interface Citation {
  sourceId: string
  title: string
  /**
   * SHA-256 of the source text.
   */
  version: string
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  /**
   * UTF-16 index into the source text.
   */
  start: number
  end: number
  /**
   * Exactly the source text between start and end.
   */
  quote: string
  page?: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface Source {
  id: string
  title: string
  kind: string
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  language: string
  version: string
  /**
   * Shown to the owner only.
   */
  origin?: string
  expiresAt: string | null
  updatedAt: string
  passages: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "IngestReport".
 */
export interface IngestReport {
  name: string
  status: 'added' | 'updated' | 'unchanged' | 'skipped'
  reason?: string
  message?: string
  sources?: {
    id: string
    title: string
    kind: string
    audience: 'public' | 'recruiter' | 'colleague' | 'owner'
    language: string
    version: string
    passages: number
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SourceText".
 */
export interface SourceText {
  id: string
  title: string
  kind: string
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  language: string
  version: string
  text: string
  pages?: {
    page: number
    start: number
  }[]
  pointers?: {
    start: number
    end: number
    pointer: string
    /**
     * As the profile has it, where the text says it in other words.
     */
    value?: string
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Gap".
 */
export interface Gap {
  id: string
  question: string
  /**
   * The question before it, when it was first asked inside a conversation.
   */
  context: string | null
  language: string
  times: number
  /**
   * The most trusted audience that asked.
   */
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  state: 'open' | 'answered' | 'dismissed'
  sourceId: string | null
  createdAt: string
  lastAskedAt: string
  /**
   * When an answer to it was last rated 1 or 2.
   */
  ratedBadlyAt: string | null
  /**
   * Why, if that was said.
   */
  ratingReason: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Conversation".
 */
export interface Conversation {
  id: string
  /**
   * The first of it.
   */
  question: string
  answers: number
  startedAt: string
  lastAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "KeptAnswer".
 */
export interface KeptAnswer {
  id: string
  question: string
  refused: boolean
  reason: 'no_support' | null
  mode: 'extractive' | 'generated'
  language: string
  sentences: {
    text: string
    citations: Citation[]
  }[]
  /**
   * How many sentences are not told: a source of theirs was removed, has expired or is not for you any more.
   */
  leftOut: number
  durationMs: number
  createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
  /**
   * How they are known.
   */
  kind: 'public' | 'token' | 'user'
  id: string
  role: ('owner' | 'operator' | 'viewer') | null
  /**
   * What they see.
   */
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  /**
   * What they may do.
   */
  scopes: (
    | 'ask'
    | 'knowledge:read'
    | 'knowledge:write'
    | 'inbox:read'
    | 'inbox:write'
    | 'agents:read'
    | 'agents:run'
    | 'approvals:decide'
    | 'desk:read'
    | 'desk:write'
    | 'desk:intake'
    | 'keys:manage'
    | 'links:manage'
    | 'users:manage'
    | 'audit:read'
    | 'careers:read'
    | 'careers:write'
    | 'analytics:read'
    | 'experiments:manage'
  )[]
  user: User | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "User".
 */
export interface User {
  id: string
  name: string
  email: string
  role: 'owner' | 'operator' | 'viewer'
  /**
   * What they see.
   */
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  /**
   * Whether signing in takes a code as well.
   */
  twoFactor: boolean
  createdAt: string
  /**
   * To the hour; null without a session.
   */
  lastSeenAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EditedProfile".
 */
export interface EditedProfile {
  /**
   * JSON Resume with `x-pollux`, as it was given; null while there is only the sample, or nothing.
   */
  profile: {
    [k: string]: unknown
  } | null
  /**
   * SHA-256 of the JSON as it is kept. Send it back with a change.
   */
  version: string | null
  /**
   * Who sees what the profile names no other audience for.
   */
  audience: ('public' | 'recruiter' | 'colleague' | 'owner') | null
  /**
   * Where it was read from: `file:…`, `upload:…`.
   */
  origin: string | null
  updatedAt: string | null
  completeness: Completeness
  /**
   * Sources of the invented person that are still there.
   */
  sampleSources: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Completeness".
 */
export interface Completeness {
  /**
   * Between 0 and 1.
   */
  share: number
  /**
   * The most useful first, with the JSON pointer of its place.
   */
  missing: {
    item:
      | 'name'
      | 'work'
      | 'summary'
      | 'headline'
      | 'workDates'
      | 'workHighlights'
      | 'achievements'
      | 'skills'
      | 'education'
      | 'selfIntroduction'
      | 'languages'
      | 'location'
      | 'expectedPay'
      | 'noticePeriod'
      | 'strengths'
      | 'careerGoals'
      | 'wantedLocations'
      | 'projects'
      | 'email'
    pointer: string
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ProfileDraft".
 */
export interface ProfileDraft {
  /**
   * `profile`: it was a JSON Resume, and is as it was given.
   */
  kind: 'profile' | 'draft'
  profile: {
    [k: string]: unknown
  }
  /**
   * What was filled, each with the line of the resume that says it.
   */
  fields: {
    pointer: string
    value: string
    line: string
  }[]
  /**
   * Lines that nothing was read from.
   */
  unplaced: string[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ImportedJob".
 */
export interface ImportedJob {
  job: Job
  /**
   * False: it was there.
   */
  created: boolean
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Job".
 */
export interface Job {
  id: string
  title: string
  language: string
  /**
   * SHA-256 of the text. The same posting twice is one.
   */
  contentHash: string
  company?: string
  location?: string
  salary?: string
  seniority?: 'intern' | 'junior' | 'mid' | 'senior' | 'lead' | 'executive'
  employmentType?: string
  validThrough?: string
  importedAt: string
  text: string
  requirements: JobRequirement[]
  /**
   * What could not be read.
   */
  note?: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobRequirement".
 */
export interface JobRequirement {
  /**
   * The posting's own words.
   */
  text: string
  /**
   * UTF-16 index into the text of the posting.
   */
  start: number
  end: number
  /**
   * False: it is only welcome.
   */
  must: boolean
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobSummary".
 */
export interface JobSummary {
  id: string
  title: string
  language: string
  /**
   * SHA-256 of the text. The same posting twice is one.
   */
  contentHash: string
  company?: string
  location?: string
  salary?: string
  seniority?: 'intern' | 'junior' | 'mid' | 'senior' | 'lead' | 'executive'
  employmentType?: string
  validThrough?: string
  importedAt: string
  musts: number
  nices: number
  /**
   * In percent, in a list by fit. Null: it asks for nothing that was read.
   */
  fit?: number | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobMatch".
 */
export interface JobMatch {
  job: JobSummary
  fit: JobFit
  requirements: MatchedRequirement[]
  /**
   * Skills that are missing here, those that most stored postings ask for first.
   */
  learn: WantedSkill[]
  note?: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobFit".
 */
export interface JobFit {
  /**
   * Weight of what is matched (partly: half) by the weight of all requirements. Null: there are none.
   */
  percent: number | null
  must: {
    matched: number
    partly: number
    gap: number
    weight: number
  }
  nice: {
    matched: number
    partly: number
    gap: number
    weight: number
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "MatchedRequirement".
 */
export interface MatchedRequirement {
  /**
   * The posting's own words.
   */
  text: string
  /**
   * UTF-16 index into the text of the posting.
   */
  start: number
  end: number
  /**
   * False: it is only welcome.
   */
  must: boolean
  /**
   * partly: a part is proved and another is missing.
   */
  status: 'matched' | 'partly' | 'gap'
  evidence: JobEvidence[]
  /**
   * What nothing proves.
   */
  missing: string[]
  reasons: string[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "JobEvidence".
 */
export interface JobEvidence {
  proves: string
  citation: Citation
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "WantedSkill".
 */
export interface WantedSkill {
  skill: string
  /**
   * Stored postings that ask for it.
   */
  postings: number
  /**
   * Those that need it.
   */
  asMust: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TailoredResume".
 */
export interface TailoredResume {
  job: {
    id: string
    title: string
  }
  /**
   * Of the profile, whose words these are.
   */
  language: 'en' | 'fr' | 'de' | 'es' | 'und'
  /**
   * JSON Resume v1.0.0.
   */
  resume: {
    [k: string]: unknown
  }
  /**
   * Where each value of the résumé stands in the profile.
   */
  lines: ResumeLine[]
  /**
   * Highlights, projects and the like that were left out for this posting.
   */
  omitted: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ResumeLine".
 */
export interface ResumeLine {
  /**
   * JSON pointer into the résumé.
   */
  path: string
  text: string
  citation: Citation
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Ticket".
 */
export interface Ticket {
  id: number
  /**
   * Grows with every change of a field; send it back with a change to be refused when it has moved on.
   */
  version: number
  title: string
  description: string
  category: ('network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database') | null
  subcategory: string | null
  priority: 'low' | 'medium' | 'high' | 'critical'
  status: 'new' | 'classified' | 'in_progress' | 'resolved' | 'closed'
  /**
   * What it can become from here, the usual way first.
   */
  canBecome: ('new' | 'classified' | 'in_progress' | 'resolved' | 'closed')[]
  source: 'rest' | 'cli' | 'email' | 'alert' | 'agent'
  reporter: {
    name: string | null
    email: string | null
  } | null
  assignee: string | null
  routedTo: string | null
  classification: {
    /**
     * null: the classifier abstained.
     */
    category:
      ('network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database') | null
    subcategory: string | null
    priority: 'low' | 'medium' | 'high' | 'critical'
    confidence: number
    routed_to: string | null
    method?: string
    reasons?: string[]
  } | null
  /**
   * The oldest open ticket that says the same.
   */
  duplicateOf: number | null
  tags: string[]
  /**
   * Set by the desk: upset_reporter, needs_triage, reporter_replied.
   */
  flags: string[]
  /**
   * What the last run that worked on it answered.
   */
  agentResponse: {
    [k: string]: unknown
  }
  outcome: string | null
  serviceLevel: {
    responseDueAt: string
    resolutionDueAt: string
    respondedAt: string | null
    responseBreached: boolean
    resolutionBreached: boolean
    /**
     * The clocks stand still while it is resolved or closed.
     */
    paused: boolean
  }
  createdAt: string
  updatedAt: string
  resolvedAt: string | null
  closedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TicketDetails".
 */
export interface TicketDetails {
  id: number
  /**
   * Grows with every change of a field; send it back with a change to be refused when it has moved on.
   */
  version: number
  title: string
  description: string
  category: ('network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database') | null
  subcategory: string | null
  priority: 'low' | 'medium' | 'high' | 'critical'
  status: 'new' | 'classified' | 'in_progress' | 'resolved' | 'closed'
  /**
   * What it can become from here, the usual way first.
   */
  canBecome: ('new' | 'classified' | 'in_progress' | 'resolved' | 'closed')[]
  source: 'rest' | 'cli' | 'email' | 'alert' | 'agent'
  reporter: {
    name: string | null
    email: string | null
  } | null
  assignee: string | null
  routedTo: string | null
  classification: {
    /**
     * null: the classifier abstained.
     */
    category:
      ('network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database') | null
    subcategory: string | null
    priority: 'low' | 'medium' | 'high' | 'critical'
    confidence: number
    routed_to: string | null
    method?: string
    reasons?: string[]
  } | null
  /**
   * The oldest open ticket that says the same.
   */
  duplicateOf: number | null
  tags: string[]
  /**
   * Set by the desk: upset_reporter, needs_triage, reporter_replied.
   */
  flags: string[]
  /**
   * What the last run that worked on it answered.
   */
  agentResponse: {
    [k: string]: unknown
  }
  outcome: string | null
  serviceLevel: {
    responseDueAt: string
    resolutionDueAt: string
    respondedAt: string | null
    responseBreached: boolean
    resolutionBreached: boolean
    /**
     * The clocks stand still while it is resolved or closed.
     */
    paused: boolean
  }
  createdAt: string
  updatedAt: string
  resolvedAt: string | null
  closedAt: string | null
  comments: TicketComment[]
  events: {
    id: number
    actor: string
    type: string
    data: {
      [k: string]: unknown
    }
    createdAt: string
  }[]
  links: {
    /**
     * The other ticket.
     */
    id: number
    title: string
    status: 'new' | 'classified' | 'in_progress' | 'resolved' | 'closed'
    reason: 'same_alert' | 'same_text' | 'similar_text' | 'named'
    similarity: number | null
  }[]
  runs: {
    runId: string
    capability: string
    outcome: ('succeeded' | 'failed' | 'cancelled') | null
    startedAt: string
    finishedAt: string | null
  }[]
  alerts: {
    fingerprint: string
    state: 'firing' | 'resolved'
    startsAt: string
    labels: {
      [k: string]: string
    }
    annotations: {
      [k: string]: string
    }
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "TicketComment".
 */
export interface TicketComment {
  id: number
  author: string
  source: 'rest' | 'cli' | 'email' | 'alert' | 'agent'
  text: string
  createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SopSummary".
 */
export interface SopSummary {
  id: string
  title: string
  category: 'network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database'
  subcategory?: string
  risk: 'low' | 'medium' | 'high'
  estimatedMinutes: number
  used: number
  /**
   * Resolved over used, 0 to 1; null until it was used.
   */
  successRate: number | null
  /**
   * Of those that resolved.
   */
  medianMinutes: number | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SopDetails".
 */
export interface SopDetails {
  id: string
  title: string
  category: 'network' | 'hardware' | 'software' | 'account' | 'email' | 'security' | 'performance' | 'database'
  subcategory?: string
  risk: 'low' | 'medium' | 'high'
  estimatedMinutes: number
  used: number
  /**
   * Resolved over used, 0 to 1; null until it was used.
   */
  successRate: number | null
  /**
   * Of those that resolved.
   */
  medianMinutes: number | null
  keywords: string[]
  /**
   * Names of alert rules it is for.
   */
  alerts: string[]
  inputs: {
    name: string
    text: string
    default?: unknown
  }[]
  preconditions: {
    name: string
    kind: 'text' | 'check' | 'capability'
    text?: string
    capability?: string
    input?: {
      [k: string]: unknown
    }
    expect?: {
      [k: string]: unknown
    }
    /**
     * Of what earlier steps answered.
     */
    only_if?: {
      [k: string]: unknown
    }
  }[]
  steps: {
    name: string
    kind: 'text' | 'check' | 'capability'
    text?: string
    capability?: string
    input?: {
      [k: string]: unknown
    }
    expect?: {
      [k: string]: unknown
    }
    /**
     * Of what earlier steps answered.
     */
    only_if?: {
      [k: string]: unknown
    }
  }[]
  postconditions: {
    name: string
    kind: 'text' | 'check' | 'capability'
    text?: string
    capability?: string
    input?: {
      [k: string]: unknown
    }
    expect?: {
      [k: string]: unknown
    }
    /**
     * Of what earlier steps answered.
     */
    only_if?: {
      [k: string]: unknown
    }
  }[]
  /**
   * The explanation, in Markdown.
   */
  body: string
  resolved: number
  failed: number
  abandoned: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewQuestion".
 */
export interface InterviewQuestion {
  id: string
  kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
  /**
   * For whom.
   *
   * @minItems 1
   */
  levels: ('junior' | 'mid' | 'senior')[]
  /**
   * In which interviews it is asked.
   *
   * @minItems 1
   */
  stages: ('screening' | 'hr' | 'technical' | 'manager' | 'executive')[]
  /**
   * What it is about; the skills it tests.
   *
   * @minItems 1
   * @maxItems 4
   */
  topics: string[]
  question: string
  /**
   * What a good answer contains.
   *
   * @minItems 3
   * @maxItems 5
   */
  looksFor: string[]
  /**
   * @minItems 1
   * @maxItems 3
   */
  redFlags: string[]
  /**
   * @minItems 2
   * @maxItems 2
   */
  followUps: string[]
  /**
   * What a good spoken answer takes, with a follow-up.
   */
  minutes: number
  language: 'en' | 'es'
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewPlan".
 */
export interface InterviewPlan {
  title: string
  stage: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
  stageReason: string
  level: 'junior' | 'mid' | 'senior'
  levelReason: string
  language: 'en' | 'es'
  /**
   * Of the session.
   */
  minutes: number
  /**
   * Of all questions together: at most those of the session.
   */
  plannedMinutes: number
  questions: {
    /**
     * null for a question in your own words.
     */
    questionId: string | null
    kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
    question: string
    topics: string[]
    minutes: number
    /**
     * @minItems 1
     */
    reasons: {
      code:
        'requirement' | 'title' | 'profile_tells' | 'profile_silent' | 'stage' | 'not_practised' | 'closing' | 'given'
      text: string
      citation?: Citation1
    }[]
  }[]
  /**
   * Minutes of each kind.
   */
  mix: {
    [k: string]: number
  }
}
/**
 * Of the profile.
 */
export interface Citation1 {
  sourceId: string
  title: string
  /**
   * SHA-256 of the source text.
   */
  version: string
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  /**
   * UTF-16 index into the source text.
   */
  start: number
  end: number
  /**
   * Exactly the source text between start and end.
   */
  quote: string
  page?: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewSimulation".
 */
export interface InterviewSimulation {
  plan: InterviewPlan
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  transcript: {
    /**
     * Number of the question in the plan.
     */
    question: number
    /**
     * Why it was asked; null for the question itself.
     */
    followUp: ('rephrased' | 'result' | 'example' | 'deeper') | null
    kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
    interviewer: string
    refused: boolean
    /**
     * The refusal in words.
     */
    message?: string
    /**
     * True when what was said has nothing to do with what was asked: it is cited, and answers nothing.
     */
    beside: boolean
    sentences: {
      text: string
      /**
       * @minItems 1
       */
      citations: Citation[]
    }[]
    language: string
    /**
     * What the answer took to find.
     */
    durationMs: number
    /**
     * What it would take to say, at 150 words a minute.
     */
    spokenSeconds: number
    /**
     * null when the twin refused, or answered beside the question: missing, not bad.
     */
    score: AnswerScore | null
  }[]
  questions: {
    question: number
    /**
     * True of `answered` and `rephrased`.
     */
    answered: boolean
    /**
     * `rephrased`: answered only when it was put in other words, which ask for its topic; `beside`: what the twin said has nothing to do with it.
     */
    state: 'answered' | 'rephrased' | 'beside' | 'refused'
    /**
     * Of all that was answered to it, taken together.
     */
    score: number | null
  }[]
  summary: {
    /**
     * Questions of the plan.
     */
    asked: number
    answered: number
    /**
     * Those of the answered that were answered only in other words.
     */
    rephrased: number
    /**
     * Questions without an answer: refused, or answered beside the question.
     */
    missing: number
    /**
     * Those of the missing to which something was said that has nothing to do with them.
     */
    beside: number
    /**
     * Mean of the scores in `questions`, 0 to 100: each of all that was said to one question, its follow-up too. What is missing is left out.
     */
    score: number | null
    dimensions: {
      /**
       * null when there is nothing to take a mean of.
       */
      [k: string]: number | null
    }
    sentences: number
    citedSentences: number
    spokenMinutes: number
    durationMs: number
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnswerScore".
 */
export interface AnswerScore {
  /**
   * 0 to 100.
   */
  total: number
  /**
   * Between which totals the score is to be read.
   */
  band: {
    low: number
    high: number
  }
  dimensions: {
    [k: string]: DimensionScore
  }
  advice: string[]
  language: 'en' | 'fr' | 'de' | 'es' | 'und'
  scoredBy: 'rules' | 'model'
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "DimensionScore".
 */
export interface DimensionScore {
  /**
   * 0 to 100.
   */
  points: number
  /**
   * Share in the total; the eight add up to 1.
   */
  weight: number
  /**
   * Of the answer.
   */
  quotes: {
    start: number
    end: number
    text: string
  }[]
  note: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Evaluation".
 */
export interface Evaluation {
  id: string
  at: string
  question: string
  kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
  answer: string
  score: AnswerScore
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewPerformance".
 */
export interface InterviewPerformance {
  /**
   * Answers that were scored, in sessions and by themselves.
   */
  answers: number
  total: {
    /**
     * To one decimal.
     */
    mean: number
    count: number
    /**
     * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
     */
    trend: 'improving' | 'stable' | 'declining' | 'unknown'
    /**
     * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
     */
    latestRank: number | null
  } | null
  kinds: {
    [k: string]: {
      /**
       * To one decimal.
       */
      mean: number
      count: number
      /**
       * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
       */
      latestRank: number | null
    }
  }
  dimensions: {
    [k: string]: {
      /**
       * To one decimal.
       */
      mean: number
      count: number
      /**
       * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
       */
      latestRank: number | null
    }
  }
  /**
   * What was handed in by record_performance.
   */
  records: {
    count: number
    accuracy: {
      /**
       * To one decimal.
       */
      mean: number
      count: number
      /**
       * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
       */
      latestRank: number | null
    }
    storyCoverage: {
      /**
       * To one decimal.
       */
      mean: number
      count: number
      /**
       * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
       */
      latestRank: number | null
    }
    satisfaction: {
      /**
       * To one decimal.
       */
      mean: number
      count: number
      /**
       * The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.
       */
      latestRank: number | null
    }
    responseTimeMs: {
      mean: number
      median: number
    }
    categories: {
      [k: string]: number
    }
  } | null
  since: string | null
  /**
   * What is missing before there are figures.
   */
  needs: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewRecommendations".
 */
export interface InterviewRecommendations {
  /**
   * At most five, what costs most points first.
   */
  recommendations: {
    dimension: 'situation' | 'task' | 'action' | 'result' | 'relevance' | 'specificity' | 'evidence' | 'clarity'
    text: string
    mean: number
    trend: 'improving' | 'stable' | 'declining' | 'unknown'
    /**
     * The answer that shows it most.
     */
    weakest: {
      question: string
      points: number
    }
  }[]
  answers: number
  needs: string | null
  analytics?: InterviewPerformance
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewMilestones".
 */
export interface InterviewMilestones {
  /**
   * The nearest first.
   */
  milestones: {
    /**
     * `total`, a kind of question or a dimension.
     */
    measure: string
    /**
     * 65, 75 or 85.
     */
    threshold: number
    /**
     * Mean of the last five answers.
     */
    current: number
    missing: number
  }[]
  reached: {
    measure: string
    threshold: number
  }[]
  answers: number
  needs: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewSession".
 */
export interface InterviewSession {
  id: string
  title: string
  stage: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
  level: 'junior' | 'mid' | 'senior'
  language: 'en' | 'es'
  minutes: number
  state: 'running' | 'paused' | 'finished' | 'abandoned'
  endedBecause: ('answered' | 'time' | 'abandoned') | null
  startedAt: string
  endedAt: string | null
  /**
   * Questions that the plan has.
   */
  planned: number
  clock: {
    /**
     * Pauses left out.
     */
    elapsedSeconds: number
    remainingSeconds: number
    overtimeSeconds: number
    pauses: number
    pausedSeconds: number
  }
  /**
   * That waits for an answer; null while paused, and at the end.
   */
  question: {
    /**
     * Number of the question, as it was asked.
     */
    turn: number
    /**
     * Number of the planned question it belongs to.
     */
    item: number
    kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
    /**
     * Why it was asked; null for a planned question itself.
     */
    followUp: ('rephrased' | 'result' | 'example' | 'deeper') | null
    question: string
    askedAt: string
    /**
     * Since it was asked, or that the answer took; pauses left out.
     */
    seconds: number
    /**
     * Beyond the minutes of the planned question, its follow-up included.
     */
    overtimeSeconds: number
    /**
     * For the planned question, its follow-up included.
     */
    minutes: number
  } | null
  answers: {
    /**
     * Number of the question, as it was asked.
     */
    turn: number
    /**
     * Number of the planned question it belongs to.
     */
    item: number
    kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
    /**
     * Why it was asked; null for a planned question itself.
     */
    followUp: ('rephrased' | 'result' | 'example' | 'deeper') | null
    question: string
    askedAt: string
    /**
     * Since it was asked, or that the answer took; pauses left out.
     */
    seconds: number
    /**
     * Beyond the minutes of the planned question, its follow-up included.
     */
    overtimeSeconds: number
    answeredAt: string
    /**
     * null when it was skipped.
     */
    answer: string | null
    /**
     * null when it was skipped: missing, not bad.
     */
    score: AnswerScore | null
    /**
     * What a good answer contains.
     */
    looksFor: string[]
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PracticeProgress".
 */
export interface PracticeProgress {
  /**
   * Finished ones with an answer, oldest first; the last 100.
   */
  sessions: {
    id: string
    title: string
    stage: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
    level: 'junior' | 'mid' | 'senior'
    language: 'en' | 'es'
    minutes: number
    state: 'running' | 'paused' | 'finished' | 'abandoned'
    endedBecause: ('answered' | 'time' | 'abandoned') | null
    startedAt: string
    endedAt: string | null
    /**
     * Questions that the plan has.
     */
    planned: number
    /**
     * Of a finished session.
     */
    result: {
      /**
       * Mean of the planned questions that were answered, 0 to 100.
       */
      score: number | null
      dimensions: {
        /**
         * null when there is nothing to take a mean of.
         */
        [k: string]: number | null
      }
      /**
       * Planned questions with an answer.
       */
      answered: number
      /**
       * Planned questions that were asked and have no answer.
       */
      skipped: number
      /**
       * Follow-ups that were skipped; the question itself may be answered all the same.
       */
      skippedFollowUps: number
      notReached: number
    } | null
  }[]
  /**
   * null below four finished sessions: fewer say nothing.
   */
  change: {
    /**
     * Mean of the newer half less that of the older half.
     */
    score: number
    dimensions: {
      [k: string]: number | null
    }
    sessions: number
  } | null
  note: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InterviewReport".
 */
export interface InterviewReport {
  session: {
    id: string
    title: string
    stage: 'screening' | 'hr' | 'technical' | 'manager' | 'executive'
    level: 'junior' | 'mid' | 'senior'
    language: 'en' | 'es'
    minutes: number
    state: 'running' | 'paused' | 'finished' | 'abandoned'
    endedBecause: ('answered' | 'time' | 'abandoned') | null
    startedAt: string
    endedAt: string | null
    /**
     * Questions that the plan has.
     */
    planned: number
    /**
     * Of a finished session.
     */
    result: {
      /**
       * Mean of the planned questions that were answered, 0 to 100.
       */
      score: number | null
      dimensions: {
        /**
         * null when there is nothing to take a mean of.
         */
        [k: string]: number | null
      }
      /**
       * Planned questions with an answer.
       */
      answered: number
      /**
       * Planned questions that were asked and have no answer.
       */
      skipped: number
      /**
       * Follow-ups that were skipped; the question itself may be answered all the same.
       */
      skippedFollowUps: number
      notReached: number
    } | null
  }
  result: {
    /**
     * Mean of the planned questions that were answered, 0 to 100.
     */
    score: number | null
    dimensions: {
      /**
       * null when there is nothing to take a mean of.
       */
      [k: string]: number | null
    }
    /**
     * Planned questions with an answer.
     */
    answered: number
    /**
     * Planned questions that were asked and have no answer.
     */
    skipped: number
    /**
     * Follow-ups that were skipped; the question itself may be answered all the same.
     */
    skippedFollowUps: number
    notReached: number
  }
  clock: {
    /**
     * Pauses left out.
     */
    elapsedSeconds: number
    remainingSeconds: number
    overtimeSeconds: number
    pauses: number
    pausedSeconds: number
  }
  questions: {
    item: number
    kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
    question: string
    state: 'answered' | 'skipped' | 'not_reached'
    seconds: number
    overtimeSeconds: number
    /**
     * Of all that was answered to it, taken together.
     */
    score: AnswerScore | null
    looksFor: string[]
    answers: {
      /**
       * Number of the question, as it was asked.
       */
      turn: number
      /**
       * Number of the planned question it belongs to.
       */
      item: number
      kind: 'technical' | 'behavioural' | 'industry' | 'cultural' | 'salary'
      /**
       * Why it was asked; null for a planned question itself.
       */
      followUp: ('rephrased' | 'result' | 'example' | 'deeper') | null
      question: string
      askedAt: string
      /**
       * Since it was asked, or that the answer took; pauses left out.
       */
      seconds: number
      /**
       * Beyond the minutes of the planned question, its follow-up included.
       */
      overtimeSeconds: number
      answeredAt: string
      /**
       * null when it was skipped.
       */
      answer: string | null
      /**
       * null when it was skipped: missing, not bad.
       */
      score: AnswerScore | null
      /**
       * What a good answer contains.
       */
      looksFor: string[]
    }[]
  }[]
  /**
   * Good: at 70 points or more on the mean, best first.
   */
  strengths: ('situation' | 'task' | 'action' | 'result' | 'relevance' | 'specificity' | 'evidence' | 'clarity')[]
  /**
   * Below 50 points on the mean, lowest first.
   */
  toPractise: ('situation' | 'task' | 'action' | 'result' | 'relevance' | 'specificity' | 'evidence' | 'clarity')[]
  /**
   * What would raise most of the answers, most frequent first.
   */
  advice: string[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Run".
 */
export interface Run {
  id: string
  /**
   * agent.capability
   */
  capability: string
  risk: 'read' | 'change' | 'dangerous'
  input: unknown
  /**
   * What the input comes to, such as the command line; an approval binds it.
   */
  resolved: {
    [k: string]: unknown
  }
  actor: string
  origin: string
  parentId: string | null
  /**
   * SHA-256 over the canonical action.
   */
  actionHash: string
  state: 'waiting' | 'queued' | 'running' | 'suspended' | 'succeeded' | 'failed' | 'cancelled'
  attempt: number
  output: unknown
  error: {
    code: string
    message: string
  } | null
  /**
   * What the world looked like afterwards.
   */
  probe: {
    [k: string]: unknown
  }
  verdict: ('verified' | 'unverified' | 'failed') | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Approval".
 */
export interface Approval {
  id: string
  runId: string
  /**
   * Send it back to say yes to exactly this.
   */
  actionHash: string
  reason: string
  state: 'pending' | 'approved' | 'refused' | 'expired' | 'used'
  decidedBy: string | null
  decisionReason: string | null
  createdAt: string
  expiresAt: string
  decidedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ChainedReceipt".
 */
export interface ChainedReceipt {
  receipt: {
    [k: string]: unknown
  }
  /**
   * Its place in the hash chain.
   */
  sequence: number
  hash: string
  previousHash: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OperationsSnapshot".
 */
export interface OperationsSnapshot {
  at: string
  version: string
  process: {
    uptimeSeconds: number
    residentBytes: number
    heapBytes: number
    eventLoopLagP99Ms: number | null
  }
  /**
   * Of this process.
   */
  requests: {
    requests: number
    /**
     * Answered with a status of 500 or more.
     */
    errors: number
    /**
     * Each within 5 %; null of nothing. Open streams are left out.
     */
    latencyMs: {
      p50: number | null
      p95: number | null
      p99: number | null
    }
    /**
     * How much time it is of: the last five minutes, or since the start.
     */
    seconds: number
    /**
     * Refused with 429 since the start.
     */
    limited: number
    /**
     * Oldest first; the last one is not over.
     */
    slots: {
      at: string
      seconds: number
      requests: number
      /**
       * Answered with a status of 500 or more.
       */
      errors: number
      /**
       * Each within 5 %; null of nothing. Open streams are left out.
       */
      latencyMs: {
        p50: number | null
        p95: number | null
        p99: number | null
      }
    }[]
  }
  queue: {
    queued: number
    active: number
    /**
     * Actions that wait for a person.
     */
    approvals: number
  } | null
  services:
    | {
        name: string
        status: 'up' | 'down' | 'degraded'
        responseMs: number | null
      }[]
    | null
  /**
   * Since the start.
   */
  cache: {
    name: string
    hits: number
    misses: number
  }[]
  database: {
    bytes: number
    /**
     * Of everybody to this database.
     */
    connections: number
    maxConnections: number
    version: string
  } | null
  /**
   * Language models that were asked since the start.
   */
  models: {
    provider: string
    requests: number
    failures: number
    meanSeconds: number | null
  }[]
  host: {
    measuredAt: string
    name: string
    /**
     * By what the monitoring agent sees.
     */
    status: 'healthy' | 'degraded' | 'unhealthy'
    cpuPercent: number
    memoryPercent: number
    memoryBytes: number
    /**
     * Over 1, 5 and 15 minutes.
     */
    load: number[]
    uptimeHours: number
    disks: {
      path: string
      usedPercent: number
      freeBytes: number
    }[]
  } | null
  backups: {
    count: number
    totalBytes: number
    /**
     * Newest first.
     *
     * @maxItems 5
     */
    newest: {
      id: string
      type: 'full' | 'incremental' | 'config'
      createdAt: string
      sizeBytes: number
      encrypted: boolean
    }[]
    /**
     * Files that are not what their manifest says, or have none that can be trusted.
     */
    doubtful: number
    /**
     * The last drill after which the restored database was compared and found to be the same.
     */
    provenRestore: {
      runId: string
      backupId: string | null
      at: string
      tables: number | null
      rows: number | null
      seconds: number | null
    } | null
    /**
     * The last drill, when it proved nothing.
     */
    failedDrill: {
      runId: string
      backupId: string | null
      at: string
      tables: number | null
      rows: number | null
      seconds: number | null
    } | null
  } | null
  /**
   * Null also without the scope `desk:read`: they are tickets.
   */
  alerts:
    | {
        name: string
        summary: string
        severity: string
        target: string | null
        since: string
        ticketId: number
        /**
         * What to do: a procedure of ours that fits, and the `runbook_url` of the alert.
         */
        runbook: {
          sop: {
            id: string
            title: string
          } | null
          url: string | null
        }
      }[]
    | null
  /**
   * Why a part could not be read.
   */
  problems: {
    part: 'queue' | 'services' | 'database' | 'host' | 'backups' | 'alerts'
    message: string
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ApiKey".
 */
export interface ApiKey {
  id: string
  name: string
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  scopes: string[]
  createdBy: string
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
  /**
   * To the minute.
   */
  lastUsedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ShareLink".
 */
export interface ShareLink {
  id: string
  name: string
  audience: 'public' | 'recruiter' | 'colleague'
  createdBy: string
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
  questionLimit: number | null
  /**
   * Asked so far.
   */
  questions: number
  /**
   * For the person. What lets them in stands after the #, so that no server or log sees it.
   */
  url: string
  /**
   * The same as a bearer token, for a program.
   */
  token: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "BrowserSession".
 */
export interface BrowserSession {
  id: string
  /**
   * Whether it is the one that asks.
   */
  current: boolean
  createdAt: string
  /**
   * To the hour.
   */
  lastSeenAt: string
  address: string | null
  userAgent: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Invitation".
 */
export interface Invitation {
  id: string
  /**
   * Null when whoever uses it chooses.
   */
  email: string | null
  role: 'owner' | 'operator' | 'viewer'
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  createdBy: string
  createdAt: string
  expiresAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "NamedActor".
 */
export interface NamedActor {
  id: string
  name: string
  /**
   * Of somebody who signs in; null for a key.
   */
  role: ('owner' | 'operator' | 'viewer') | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AuditEntry".
 */
export interface AuditEntry {
  sequence: number
  at: string
  /**
   * Such as `answers`, `receipt`, `approval`, `api_key`, `share_link`, `denial`.
   */
  kind: string
  subject: string
  /**
   * Canonical JSON (RFC 8785), exactly the text that was hashed.
   */
  body: string
  format: number
  previousHash: string
  hash: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AuditVerification".
 */
export interface AuditVerification {
  /**
   * That hold, from the first one.
   */
  entries: number
  /**
   * Of the last of them.
   */
  head: string
  /**
   * The first that does not; left out when all hold.
   */
  broken?: {
    sequence: number
    reason: string
  }
  /**
   * Answers stored and not in the chain yet.
   */
  waiting: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AuditCheckpoint".
 */
export interface AuditCheckpoint {
  format: 'pollux-audit-checkpoint/1'
  /**
   * Of the last entry; 0 when there is none.
   */
  sequence: number
  /**
   * Of that entry.
   */
  hash: string
  /**
   * When this was signed.
   */
  at: string
  /**
   * Ed25519 (RFC 8032), base64url.
   */
  publicKey: string
  /**
   * Ed25519 over the canonical JSON (RFC 8785) of `at`, `format`, `hash` and `sequence`; base64url.
   */
  signature: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnswerProof".
 */
export interface AnswerProof {
  id: string
  /**
   * What was chained of the answer; left out when the answer is kept no longer.
   */
  statement?: {
    actor: string | null
    audience: string
    citations: {
      audience: string
      end: number
      page: number | null
      quote: string
      sentence: number
      sourceId: string
      start: number
      title: string
      version: string
    }[]
    conversation: string
    id: string
    language: string
    mode: string
    /**
     * SHA-256 of the question in UTF-8.
     */
    question: string
    reason: string | null
    refused: boolean
    strategy: string
    /**
     * SHA-256 of the sentences in UTF-8, one a line.
     */
    text: string
  }
  /**
   * SHA-256 of the canonical JSON of the statement.
   */
  digest: string
  /**
   * What is hashed as the leaf: id, time and digest, as JSON.
   */
  leaf: string
  /**
   * Merkle audit path (RFC 6962), from the leaf up.
   */
  path: {
    side: 'left' | 'right'
    hash: string
  }[]
  root: string
  /**
   * Of the entry that holds the root.
   */
  sequence: number
  /**
   * Of that entry.
   */
  hash: string
  at: string
  /**
   * Why it is not proved; left out when it is.
   */
  problem?: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsSummary".
 */
export interface AnalyticsSummary {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  /**
   * Different ones of each day, added up: nobody is known again on another day.
   */
  visitors: number
  /**
   * Ended by 30 minutes of silence.
   */
  sessions: number
  questions: number
  refused: number
  /**
   * Those who began a second session on the same day.
   */
  returningVisitors: number
  /**
   * Sessions in which something was answered.
   */
  answeredSessions: number
  meanSessionSeconds: number | null
  refusalRate: number | null
  /**
   * Questions that went on in a conversation.
   */
  followUps: number
  /**
   * How often the page was opened.
   */
  opened: number
  citationsOpened: number
  contactsClicked: number
  ratings: {
    count: number
    /**
     * Of 1 to 5.
     */
    mean: number | null
    /**
     * Share of 4 and 5.
     */
    good: number | null
  }
  /**
   * Milliseconds an answer took, each within 2 %.
   */
  latencyMs: {
    p50: number | null
    p90: number | null
    p95: number | null
    p99: number | null
  }
  byAudience: {
    audience: 'public' | 'recruiter' | 'colleague' | 'owner'
    /**
     * Different ones of each day, added up: nobody is known again on another day.
     */
    visitors: number
    /**
     * Ended by 30 minutes of silence.
     */
    sessions: number
    questions: number
    refused: number
  }[]
  byClient: {
    client: string
    /**
     * Different ones of each day, added up: nobody is known again on another day.
     */
    visitors: number
    /**
     * Ended by 30 minutes of silence.
     */
    sessions: number
    questions: number
    refused: number
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsSeries".
 */
export interface AnalyticsSeries {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  step: 'hour' | 'day' | 'week' | 'month'
  points: {
    startsAt: string
    /**
     * Different ones of each day, added up: nobody is known again on another day.
     */
    visitors: number
    /**
     * Ended by 30 minutes of silence.
     */
    sessions: number
    questions: number
    refused: number
    followUps: number
    opened: number
    citationsOpened: number
    contactsClicked: number
    ratings: {
      count: number
      /**
       * Of 1 to 5.
       */
      mean: number | null
      /**
       * Share of 4 and 5.
       */
      good: number | null
    }
    /**
     * Milliseconds an answer took, each within 2 %.
     */
    latencyMs: {
      p50: number | null
      p90: number | null
      p95: number | null
      p99: number | null
    }
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsTopics".
 */
export interface AnalyticsTopics {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  topics: {
    id: number
    /**
     * Its commonest words.
     */
    name: string
    questions: number
    refused: number
    ratings: {
      count: number
      /**
       * Of 1 to 5.
       */
      mean: number | null
      /**
       * Share of 4 and 5.
       */
      good: number | null
    }
  }[]
  /**
   * Of all topics.
   */
  questions: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsLinks".
 */
export interface AnalyticsLinks {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  links: {
    link: string
    /**
     * "removed link" when it is there no more.
     */
    name: string
    /**
     * Different ones of each day, added up: nobody is known again on another day.
     */
    visitors: number
    /**
     * Ended by 30 minutes of silence.
     */
    sessions: number
    questions: number
    refused: number
    /**
     * Sessions that came so far.
     */
    funnel: {
      opened: number
      asked: number
      citationOpened: number
      contactClicked: number
    }
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsRatings".
 */
export interface AnalyticsRatings {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  ratings: {
    count: number
    /**
     * Of 1 to 5.
     */
    mean: number | null
    /**
     * Share of 4 and 5.
     */
    good: number | null
  }
  byRating: {
    rating: number
    count: number
  }[]
  /**
   * Topics whose mean is below 2.5, or of which fewer than 60 % are good: `high` from 5 ratings on, `medium` from 3.
   */
  needWork: {
    id: number
    /**
     * Its commonest words.
     */
    name: string
    questions: number
    refused: number
    ratings: {
      count: number
      /**
       * Of 1 to 5.
       */
      mean: number | null
      /**
       * Share of 4 and 5.
       */
      good: number | null
    }
    priority: 'high' | 'medium'
  }[]
  recent: {
    answerId: string
    at: string
    rating: number
    reason: string | null
    topic: string
  }[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AnalyticsReport".
 */
export interface AnalyticsReport {
  period: {
    from: string
    /**
     * Last day of it.
     */
    to: string
  }
  metrics: {
    /**
     * Percentage of questions that the sources answered.
     */
    answered: {
      mean: number | null
      /**
       * The second half of the period beside the first; within 5 % it is stable, and unknown with nothing in one of them.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * Of the eleven periods before it, the percentage that were not better; null without any.
       */
      percentileRank: number | null
    }
    /**
     * Mean rating, 1 to 5.
     */
    satisfaction: {
      mean: number | null
      /**
       * The second half of the period beside the first; within 5 % it is stable, and unknown with nothing in one of them.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * Of the eleven periods before it, the percentage that were not better; null without any.
       */
      percentileRank: number | null
    }
    /**
     * Percentage of sessions with a question in which a citation was opened.
     */
    citationsOpened: {
      mean: number | null
      /**
       * The second half of the period beside the first; within 5 % it is stable, and unknown with nothing in one of them.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * Of the eleven periods before it, the percentage that were not better; null without any.
       */
      percentileRank: number | null
    }
    /**
     * Median; less is better.
     */
    responseTimeMs: {
      mean: number | null
      /**
       * The second half of the period beside the first; within 5 % it is stable, and unknown with nothing in one of them.
       */
      trend: 'improving' | 'stable' | 'declining' | 'unknown'
      /**
       * Of the eleven periods before it, the percentage that were not better; null without any.
       */
      percentileRank: number | null
    }
  }
  engagement: {
    totalVisitors: number
    totalSessions: number
    /**
     * In which something was answered.
     */
    completedSessions: number
    /**
     * Seconds.
     */
    averageSessionDuration: number | null
    /**
     * Share of visitors who began a second session on the same day.
     */
    returnUserRate: number | null
    questionsAnswered: number
    favoriteTopic: string | null
  }
  /**
   * @maxItems 5
   */
  recommendations: string[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConsentRequest".
 */
export interface ConsentRequest {
  /**
   * What the app calls itself; nobody has checked it.
   */
  name: string | null
  /**
   * Host that publishes what the app is (its Client ID Metadata Document); null when it registered itself.
   */
  publishedBy: string | null
  /**
   * Where you are sent with the answer: a host, or the kind of a local app.
   */
  sentTo: string
  scopes: {
    scope: string
    title: string
    /**
     * Whether something can be changed with it.
     */
    changes: boolean
    /**
     * Whether you let it before.
     */
    given: boolean
  }[]
  /**
   * What you can let it see, least first.
   */
  audiences: ('public' | 'recruiter' | 'colleague' | 'owner')[]
  user: {
    id: string
    name: string
    email: string
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConnectedApp".
 */
export interface ConnectedApp {
  id: string
  user: {
    id: string
    name: string
  }
  /**
   * What the app calls itself; nobody has checked it.
   */
  name: string | null
  /**
   * Host that publishes what the app is (its Client ID Metadata Document); null when it registered itself.
   */
  publishedBy: string | null
  /**
   * Where it gets its answers: hosts, or the kind of a local app.
   */
  sentTo: string[]
  /**
   * What it may do, of what its person may.
   */
  scopes: string[]
  /**
   * What it sees at most.
   */
  audience: 'public' | 'recruiter' | 'colleague' | 'owner'
  connectedAt: string
  /**
   * To the minute.
   */
  lastUsedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ConfiguredModel".
 */
export interface ConfiguredModel {
  id: string
  /**
   * `answers`: writes them, judges interviews, and words what agents say. `search`: adds vectors to it.
   */
  use: 'answers' | 'search'
  provider: string
  model: string
  /**
   * Where it is asked: host and port.
   */
  host: string
  /**
   * `open`: it failed too often, and is left alone for half a minute. Null where nothing keeps count.
   */
  breaker: ('closed' | 'open' | 'half-open') | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ModelTrial".
 */
export interface ModelTrial {
  seconds: number
  /**
   * What a chat model said.
   */
  answer?: string
  /**
   * Of an embedding model: how many numbers a vector has.
   */
  dimension?: number
  /**
   * Why it did not work; left out when it did.
   */
  problem?: {
    kind:
      'timeout' | 'rate_limited' | 'rejected' | 'unreachable' | 'interrupted' | 'malformed' | 'empty' | 'unavailable'
    message: string
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Retention".
 */
export interface Retention {
  /**
   * In days; 0 is for ever.
   */
  answersDays: number
  analytics: {
    enabled: boolean
    /**
     * Sums; 0 is for ever.
     */
    days: number
    /**
     * Single events.
     */
    eventsDays: number
    /**
     * Pseudonyms of visitors.
     */
    visitorsDays: number
  }
  /**
   * In days; 0 is for ever.
   */
  runsDays: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Experiment".
 */
export interface Experiment {
  id: string
  name: string
  hypothesis: string
  /**
   * What counts as a success: at most once for each visitor.
   */
  metric: 'thumb' | 'follow-up' | 'citation-opened' | 'contact-clicked'
  arms: {
    name: string
    /**
     * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
     */
    strategy: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
    /**
     * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
     */
    writer: 'automatic' | 'sources'
    weight: number
    stoppedAt: string | null
    /**
     * What of its answers was worse than the control; null while it runs.
     */
    stoppedFor: ('refusals' | 'unsupported-claims') | null
  }[]
  audiences: ('public' | 'recruiter' | 'colleague' | 'owner')[]
  /**
   * In all; the intervals are narrowest there, and valid everywhere.
   */
  expectedVisitors: number
  /**
   * The smallest difference worth knowing; 0.03 is three points.
   */
  minimumEffect: number
  state: 'draft' | 'running' | 'stopped' | 'shipped'
  stoppedFor: ('by-hand' | 'sample-ratio' | 'guardrails') | null
  note: string | null
  shippedArm: string | null
  createdBy: string
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ExperimentResult".
 */
export interface ExperimentResult {
  experiment: Experiment
  arms: {
    name: string
    /**
     * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
     */
    strategy: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
    /**
     * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
     */
    writer: 'automatic' | 'sources'
    weight: number
    stoppedAt: string | null
    /**
     * What of its answers was worse than the control; null while it runs.
     */
    stoppedFor: ('refusals' | 'unsupported-claims') | null
    visitors: number
    conversions: number
    /**
     * Null while there is nothing it could be a rate of.
     */
    rate: number | null
    answers: number
    /**
     * Null while there is nothing it could be a rate of.
     */
    refusalRate: number | null
    /**
     * Of the sentences a language model wrote, those that were dropped as unsupported.
     */
    unsupportedRate: number | null
    /**
     * Of the rate from that of the control, with an interval that is valid whenever it is looked at; null for the control.
     */
    difference: {
      estimate: number
      low: number
      high: number
      excludesZero: boolean
    } | null
  }[]
  sampleRatio: {
    /**
     * That visitors come in the ratio of the weights; valid whenever it is looked at.
     */
    p: number
    mismatch: boolean
  }
  /**
   * Of all differences together: 0.95.
   */
  confidence: number
  verdict: {
    decided: boolean
    winner: string | null
    /**
     * More, in all arms, for the smallest difference worth knowing to show.
     */
    neededVisitors: number | null
    message: string
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "VariantPerformance".
 */
export interface VariantPerformance {
  variant: string
  strategy: string | null
  visitors: number
  conversions: number
  experiments: {
    id: string
    name: string
    state: 'draft' | 'running' | 'stopped' | 'shipped'
    metric: 'thumb' | 'follow-up' | 'citation-opened' | 'contact-clicked'
    result: {
      name: string
      /**
       * How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.
       */
      strategy: 'automatic' | 'star' | 'concise' | 'detailed' | 'example-driven'
      /**
       * `automatic`: the language model where there is one; `sources`: the sources' own sentences only.
       */
      writer: 'automatic' | 'sources'
      weight: number
      stoppedAt: string | null
      /**
       * What of its answers was worse than the control; null while it runs.
       */
      stoppedFor: ('refusals' | 'unsupported-claims') | null
      visitors: number
      conversions: number
      /**
       * Null while there is nothing it could be a rate of.
       */
      rate: number | null
      answers: number
      /**
       * Null while there is nothing it could be a rate of.
       */
      refusalRate: number | null
      /**
       * Of the sentences a language model wrote, those that were dropped as unsupported.
       */
      unsupportedRate: number | null
      /**
       * Of the rate from that of the control, with an interval that is valid whenever it is looked at; null for the control.
       */
      difference: {
        estimate: number
        low: number
        high: number
        excludesZero: boolean
      } | null
    }
  }[]
  message: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Comparison".
 */
export interface Comparison {
  questionId: string
  control: {
    variant: string
    strategy: string
    refused: boolean
    sentences: string[]
    /**
     * Ids of the sources that its sentences rest on.
     */
    sources: string[]
    words: number
    seconds: number
  }
  test: {
    variant: string
    strategy: string
    refused: boolean
    sentences: string[]
    /**
     * Ids of the sources that its sentences rest on.
     */
    sources: string[]
    words: number
    seconds: number
  }
  differences: {
    onlyControl: string[]
    onlyTest: string[]
    both: string[]
  }
  experiment: {
    id: string
    name: string
    /**
     * By this call.
     */
    started: boolean
  } | null
  /**
   * Null until an experiment shows one: two answers to one question show nothing.
   */
  winner: string | null
  message: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "UrlCitation".
 */
export interface UrlCitation {
  type: 'url_citation'
  url_citation: {
    /**
     * The source in the version that was quoted.
     */
    url: string
    title: string
    /**
     * UTF-16 index into `content`, where the sentence starts.
     */
    start_index: number
    end_index: number
  }
  pollux: Citation
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AboutAnswer".
 */
export interface AboutAnswer {
  refused: boolean
  reason?: 'no_support'
  mode: 'extractive' | 'generated'
  language: string
  sentences: {
    text: string
    citations: Citation[]
  }[]
  suggestions: string[]
  answerId: string
}
/**
 * Estimated: a token for every four bytes of UTF-8.
 *
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "EstimatedUsage".
 */
export interface EstimatedUsage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ChatCompletion".
 */
export interface ChatCompletion {
  id: string
  object: 'chat.completion'
  created: number
  model: string
  system_fingerprint: string
  choices: {
    index: 0
    message: {
      role: 'assistant'
      content: string
      refusal: null
      annotations: UrlCitation[]
      pollux: AboutAnswer
    }
    logprobs: null
    finish_reason: 'stop'
  }[]
  usage: EstimatedUsage
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OpenAiErrorBody".
 */
export interface OpenAiErrorBody {
  error: {
    message: string
    type: 'invalid_request_error' | 'requests' | 'server_error'
    /**
     * The part of the request that it is about.
     */
    param: string | null
    code: string
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Embeddings".
 */
export interface Embeddings {
  object: 'list'
  model: string
  data: {
    object: 'embedding'
    index: number
    /**
     * With `base64`: the numbers as 32-bit floats, little-endian.
     */
    embedding: number[] | string
  }[]
  /**
   * Estimated: a token for every four bytes of UTF-8.
   */
  usage: {
    prompt_tokens: number
    total_tokens: number
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OpenAiModel".
 */
export interface OpenAiModel {
  id: string
  object: 'model'
  /**
   * When this server began, in seconds since 1970.
   */
  created: number
  owned_by: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Error".
 */
export interface Error {
  error: {
    code: string
    message: string
    details?: {
      path: string
      message: string
    }[]
    requestId?: string
  }
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ToolEnvelope".
 */
export interface ToolEnvelope {
  status: 'ok' | 'error'
  data: unknown
  error: string | null
  error_code?: string
  timestamp: string
}
