-- Does the asserted relation hold somewhere in the limits of the quantity?
-- One answer per limits, the same rounded to the claim's step, operator and asserted value; a blank upper limit is
-- none.
create macro claim_possible(low, high, low_rounded, high_rounded, operator, asserted) as
    coalesce(case operator
        when '>=' then high_rounded >= asserted
        when '>' then high > asserted
        when '<=' then low_rounded <= asserted
        when '<' then low < asserted
        else low_rounded <= asserted and coalesce(high_rounded >= asserted, true)
    end, true);

comment on macro claim_possible is
    'Whether the relation holds at the claim''s decimals for any value within the limits; more than and less than '
    'are not rounded';
