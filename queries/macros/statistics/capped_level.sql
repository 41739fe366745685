-- What may be said of a difference, once everything that speaks against saying more has lowered its level?
-- One level per difference. by_error is blank where no error is known; caps are structs of level and reason, or blank.
create macro capped_level(by_error, caps) as
    list_min(list_prepend(coalesce(by_error, 5), list_transform(caps, lambda cap : cap.level)));

comment on macro capped_level is 'Level of the verdict ladder that the error of a difference and every cap allow';
