-- Against which dated foreign numbers is a Korean number on a benchmark held, under its recorded conditions?
-- One row per benchmark, recorded conditions of a Korean number, whose numbers count, rivals (world: all but Korea, US,
-- CN, open: models with open weights) and foreign number whose conditions do not contradict.
-- Computed at build.
create view rival_figure as
with setting as (
    select distinct benchmark_id, coalesce(conditions, '') as setting from frontier_figure where side = 'korean'
)

select
    setting.setting,
    unnest(list_filter(
        ['world', if(country in ('US', 'CN'), country, null), if(weights = 'open', 'open', null)],
        lambda one : one is not null
    )) as rivals,
    foreign_figure.* exclude (side)
from setting
join frontier_figure as foreign_figure using (benchmark_id)
where foreign_figure.side = 'foreign' and foreign_figure.dated_on is not null
    and (setting.setting = '' or not contradicts(foreign_figure.conditions, setting.setting));

comment on view rival_figure is 'Foreign numbers by what they are compared under and by group of rivals';
comment on column rival_figure.setting is
    'recorded conditions of the Korean number; an empty text where none are recorded';
comment on column rival_figure.rivals is 'world (all but Korea), US, CN, or open (open weights, all but Korea)';
