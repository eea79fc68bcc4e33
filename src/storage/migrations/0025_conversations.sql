-- What somebody who signs in has asked, the newest first. Crowds (anyone, a share link) have no history.
create index answers_actor on answers (actor_id, created_at desc) where actor_id like 'user\_%';
