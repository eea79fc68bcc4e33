-- The question before it in its conversation: without that nobody understands "And before that?".
alter table unanswered add column context text;
alter table regression_cases add column context text;
