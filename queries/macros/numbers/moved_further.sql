-- How many repeated measurements of one model moved further than so many points?
-- One number per difference in points.
create macro moved_further(points) as (
    select count(*) from reporter_spread where reporter_spread.difference > cast(points as decimal(38, 6))
);

comment on macro moved_further is 'Repeated measurements whose distance is larger than a number of points';
