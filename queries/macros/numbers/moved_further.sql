-- How many repeated measurements of the models whose pairs are tested moved further than so many points?
-- One number per difference in points.
-- The models of the programme and the listed reference models count: a further model in the records changes nothing.
create macro moved_further(points) as (
    select count(*)
    from reporter_spread
    where reporter_spread.is_compared and reporter_spread.difference > cast(points as decimal(38, 6))
);

comment on macro moved_further is
    'Repeated measurements of programme and reference models whose distance is larger than a number of points';
