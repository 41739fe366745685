-- Why may no more be said of a difference?
-- One list of reasons per difference: what its error allows, and the caps, of those that hold the level down.
create macro level_reasons(by_error, caps) as
    list_concat(
        case
            when by_error = capped_level(by_error, caps)
                then [['within_best', 'within_independent', 'within_worst', 'beyond_worst'][by_error - 1]]
            else []
        end,
        list_transform(
            list_filter(caps, lambda cap : cap.level = capped_level(by_error, caps)), lambda cap : cap.reason
        )
    );

comment on macro level_reasons is 'Reasons for the level of a difference, as capped_level gives it';
