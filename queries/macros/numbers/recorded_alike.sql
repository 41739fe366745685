-- Are two numbers recorded to have been measured in the same way?
-- One answer per pair of numbers of measurement: true where mode, effort, tools and conditions are recorded of both and
-- are the same. Without reasoning there is no effort to record.
create macro recorded_alike(
    left_mode, left_effort, left_conditions, right_mode, right_effort, right_conditions
) as
    coalesce(
        left_mode = right_mode
        and left_effort is not distinct from right_effort
        and (left_effort is not null or left_mode = 'non-reasoning')
        and left_conditions = right_conditions
        and contains('; ' || left_conditions, '; tools='),
        false
    );

comment on macro recorded_alike is
    'Whether mode, effort, tools and every other condition are recorded of both numbers and are the same';
