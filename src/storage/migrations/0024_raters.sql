-- Who of a crowd (strangers, the visitors of a link) gave a rating, so that nobody else of it changes it: HMAC-SHA256 of visitor and
-- answer under the salt of the day, and gone with it. Null for who is known by an id of their own.
alter table analytics_ratings add column rater text;
