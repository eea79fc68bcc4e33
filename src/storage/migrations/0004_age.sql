-- Answers are deleted by age.
create index answers_created on answers (created_at);
