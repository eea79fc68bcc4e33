-- The most trusted audience that asked: what was dismissed when strangers asked may be worth an answer to a recruiter.
alter table unanswered add column audience smallint not null default 0;
alter table unanswered alter column audience drop default;
